import Glibc

/// A valid subject, with or without wildcards, ready to be compared: for permissions, not for routing.
public struct SubjectPattern: Hashable, Sendable, CustomStringConvertible {
    private let bytes: [UInt8]

    /// Nil for what is not a valid subject.
    public init?(_ text: String) {
        guard Subject.isValid(text) else { return nil }
        bytes = Array(text.utf8)
    }

    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether each subject of `other` (itself perhaps a pattern) is one of this pattern's; never where a token is empty.
    public func covers(_ other: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var mine = SubjectTokens(bytes)
            var theirs = SubjectTokens(other)
            while let token = mine.next() {
                guard let match = theirs.next(), !match.isEmpty else { return false }
                if token.isOnly(Subject.anyTail) { return theirs.areWhole() }
                if match.isOnly(Subject.anyTail) { return false }
                guard token.isOnly(Subject.anyToken) || token.equals(match) else { return false }
            }
            return theirs.next() == nil
        }
    }

    public func covers(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { covers($0) } }
}

extension UnsafeRawBufferPointer {
    /// C function: `memcmp`.
    fileprivate func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count, let left = baseAddress, let right = other.baseAddress else { return isEmpty && other.isEmpty }
        return memcmp(left, right, count) == 0
    }
}
