/// Text that is the same only if its UTF-8 bytes are, and sorts by them, which is by code point.
///
/// `String` is no substitute: for it "e" + U+0301 equals U+00E9, so two roles, keys or paths of a repository could be taken for one.
public struct ExactText: Hashable, Sendable {
    public let utf8: [UInt8]

    /// `utf8` is valid UTF-8: from the reader, which checks, or from a `String`, which cannot be otherwise.
    init(unchecked utf8: [UInt8]) { self.utf8 = utf8 }

    public init(_ text: String) { utf8 = Array(text.utf8) }

    public var string: String { String(decoding: utf8, as: UTF8.self) }
    public var isEmpty: Bool { utf8.isEmpty }
}

extension ExactText: Comparable {
    public static func < (one: Self, other: Self) -> Bool { one.utf8.lexicographicallyPrecedes(other.utf8) }
}

extension ExactText: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}

extension ExactText: CustomStringConvertible {
    /// For people: quoted, harmless, at most 100 characters.
    public var description: String { "'\(shown(atMost: 100))'" }

    /// For people: what would move the cursor, end the line or turn its direction is escaped.
    func shown(atMost limit: Int) -> String {
        let scalars = string.unicodeScalars
        let shown = scalars.prefix(limit).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }
        return "\(shown.joined())\(scalars.count > limit ? "…" : "")"
    }
}
