/// How far a long piece of work has come, in bytes of files.
public struct Progress: Equatable, Sendable {
    public let done: Int64
    public let total: Int64

    public init(done: Int64, total: Int64) { (self.done, self.total) = (done, total) }

    /// Told after every file, and within large ones after every piece; returns whether to go on.
    public typealias Observer = (Progress) -> Bool
}
