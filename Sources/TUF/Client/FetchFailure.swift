/// Why there is nothing from the network.
public enum FetchFailure: Error, Hashable, Sendable {
    /// The server is there, and has no such file.
    case notFound
    /// More than was asked for.
    case tooLong
    case failed(String)
}
