/// What the trust store could not do.
public struct StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let words: String
    /// There is more than was asked for.
    public let isTooLong: Bool

    public init(_ path: String, _ words: String, isTooLong: Bool = false) {
        self.path = path
        self.words = words
        self.isTooLong = isTooLong
    }

    public var description: String { "\(path): \(words)" }
}
