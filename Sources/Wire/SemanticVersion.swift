/// A version as Semantic Versioning 2.0.0 writes it; the words below are that specification's.
///
/// Equality and order are those of precedence: build metadata takes no part in them.
public struct SemanticVersion: Hashable, Sendable, CustomStringConvertible {
    private static let maximumLength = 128

    /// As it was written.
    public let description: String
    private let core: [Int]
    private let preRelease: [Identifier]

    /// Nil if `text` is not one, or longer than 128 bytes.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let pre = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = Self.parts(pre[0])
        guard numbers.count == 3, numbers.allSatisfy({ Self.isNumber($0) && $0.utf8.count <= 9 }) else { return nil }
        let identifiers = pre.count == 1 ? [] : Self.parts(pre[1])
        guard identifiers.allSatisfy({ Self.isIdentifier($0) && (!Self.isDigits($0) || Self.isNumber($0)) }) else { return nil }
        guard build.count == 1 || Self.parts(build[1]).allSatisfy(Self.isIdentifier) else { return nil }
        description = text
        core = numbers.compactMap { Int($0) }
        preRelease = identifiers.map { Self.isDigits($0) ? .number($0) : .word($0) }
    }

    public static func == (one: SemanticVersion, other: SemanticVersion) -> Bool {
        one.core == other.core && one.preRelease == other.preRelease
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(core)
        hasher.combine(preRelease)
    }

    public var isPreRelease: Bool { !preRelease.isEmpty }

    private static func parts(_ text: Substring) -> [Substring] { text.split(separator: ".", omittingEmptySubsequences: false) }

    private static func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// Without leading zeros.
    private static func isNumber(_ text: Substring) -> Bool {
        isDigits(text) && (text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0"))
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}

extension SemanticVersion: Comparable {
    /// Clause 11: by the three numbers, then a pre-release before its release, then by identifiers.
    public static func < (one: SemanticVersion, other: SemanticVersion) -> Bool {
        if one.core != other.core { return one.core.lexicographicallyPrecedes(other.core) }
        if one.isPreRelease != other.isPreRelease { return one.isPreRelease }
        return one.preRelease.lexicographicallyPrecedes(other.preRelease)
    }

    private enum Identifier: Hashable, Comparable, Sendable {
        case number(Substring)
        case word(Substring)

        /// Clause 11.4: numbers by value, which for digits without leading zeros is by length first; words by ASCII; numbers first.
        static func < (one: Identifier, other: Identifier) -> Bool {
            switch (one, other) {
            case (.number(let one), .number(let other)): (one.utf8.count, String(one)) < (other.utf8.count, String(other))
            case (.word(let one), .word(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
            case (.number, .word): true
            case (.word, .number): false
            }
        }
    }
}
