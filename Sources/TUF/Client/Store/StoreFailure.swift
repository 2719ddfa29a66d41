/// What the trust store could not do.
public struct StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let words: String

    public init(_ path: String, _ words: String) {
        self.path = path
        self.words = words
    }

    public var description: String { "\(path): \(words)" }
}
