/// A valid subject, with or without wildcards, ready to be compared: for permissions, not for routing.
public struct SubjectPattern: Hashable, Sendable, CustomStringConvertible {
    public let description: String
    private let tokens: [[UInt8]]

    /// Nil for what is not a valid subject.
    public init?(_ text: String) {
        guard Subject.isValid(text.utf8) else { return nil }
        description = text
        tokens = Self.split(text.utf8)
    }

    /// Whether each subject of `bytes` (itself perhaps a pattern) is one of this pattern's.
    public func covers(_ bytes: some Collection<UInt8>) -> Bool {
        let other = Self.split(bytes)
        for (index, token) in tokens.enumerated() {
            if token == [Subject.anyTail] { return other.count > index }
            guard index < other.count else { return false }
            if other[index] == [Subject.anyTail] { return false }
            if token != [Subject.anyToken], token != other[index] { return false }
        }
        return other.count == tokens.count
    }

    /// Whether some subject belongs to both patterns.
    public func overlaps(_ bytes: some Collection<UInt8>) -> Bool {
        let other = Self.split(bytes)
        for (mine, theirs) in zip(tokens, other) {
            if mine == [Subject.anyTail] || theirs == [Subject.anyTail] { return true }
            guard mine == theirs || mine == [Subject.anyToken] || theirs == [Subject.anyToken] else { return false }
        }
        return tokens.count == other.count
    }

    private static func split(_ bytes: some Collection<UInt8>) -> [[UInt8]] {
        bytes.split(separator: Subject.separator, omittingEmptySubsequences: false).map { Array($0) }
    }
}
