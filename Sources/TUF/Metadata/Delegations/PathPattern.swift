/// A shell's pattern for the paths of targets: `*`, `?` and `[a-z]`, none of which stands for a slash.
public struct PathPattern: Hashable, Sendable {
    public let text: ExactText

    public init(_ text: ExactText) { self.text = text }

    /// Part by part between slashes, so that `releases/*` holds no path of another folder.
    public func matches(_ path: ExactText) -> Bool {
        let patterns = text.string.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        let parts = path.string.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        return patterns.count == parts.count && zip(patterns, parts).allSatisfy { Self.matches(Self.tokens(Array($0)), Array($1)) }
    }

    /// What ``matches(_:)`` takes at most: with a `*` the product of the two lengths, otherwise each is gone through once.
    func steps(for path: ExactText) -> Int {
        let isProduct = text.utf8.contains(UInt8(ascii: "*"))
        return isProduct ? text.utf8.count * path.utf8.count : text.utf8.count + path.utf8.count
    }

    private enum Token {
        case any, anyRun
        case one(UnicodeScalar)
        case set([ClosedRange<UnicodeScalar>], isNegated: Bool)

        func matches(_ scalar: UnicodeScalar) -> Bool {
            switch self {
            case .any, .anyRun: true
            case .one(let wanted): scalar == wanted
            case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
            }
        }
    }

    /// Goes back to the last `*` only, so it takes at most the product of the two lengths.
    private static func matches(_ tokens: [Token], _ text: [UnicodeScalar]) -> Bool {
        var (token, place) = (0, 0)
        var retry: (token: Int, place: Int)?
        while place < text.count {
            if token < tokens.count, case .anyRun = tokens[token] {
                retry = (token, place)
                token += 1
            } else if token < tokens.count, tokens[token].matches(text[place]) {
                token += 1
                place += 1
            } else if let last = retry {
                retry = (last.token, last.place + 1)
                (token, place) = (last.token + 1, last.place + 1)
            } else {
                return false
            }
        }
        return tokens[token...].allSatisfy { if case .anyRun = $0 { true } else { false } }
    }

    private static func tokens(_ pattern: [UnicodeScalar]) -> [Token] {
        var tokens: [Token] = []
        var place = 0
        while place < pattern.count {
            switch pattern[place] {
            case "*": tokens.append(.anyRun)
            case "?": tokens.append(.any)
            case "[":
                // A bracket that nothing closes is an ordinary character.
                guard let end = end(ofSet: pattern, from: place + 1) else { fallthrough }
                tokens.append(set(Array(pattern[place + 1..<end])))
                place = end
            default: tokens.append(.one(pattern[place]))
            }
            place += 1
        }
        return tokens
    }

    /// A `]` that comes first in a set is one of its characters.
    private static func end(ofSet pattern: [UnicodeScalar], from start: Int) -> Int? {
        let first = start < pattern.count && pattern[start] == "!" ? start + 1 : start
        return first + 1 < pattern.count ? pattern[(first + 1)...].firstIndex(of: "]") : nil
    }

    private static func set(_ text: [UnicodeScalar]) -> Token {
        let isNegated = text.first == "!"
        var rest = text.dropFirst(isNegated ? 1 : 0)
        var ranges: [ClosedRange<UnicodeScalar>] = []
        while let first = rest.popFirst() {
            if rest.count >= 2, rest.first == "-", let last = rest.dropFirst().first {
                rest = rest.dropFirst(2)
                // A range that runs backwards holds nothing.
                if first <= last { ranges.append(first...last) }
            } else {
                ranges.append(first...first)
            }
        }
        return .set(ranges, isNegated: isNegated)
    }
}
