public import Trust

/// Why a request has no answer to be used. Each names the server and what can be done.
public enum HTTPError: Error, Equatable, Sendable {
    /// No URL that is taken.
    case badURL(String)
    /// The network: no such name, no connection, too slow, broken off. It may pass.
    case unreachable(String)
    /// Somebody stands in between, a certificate is wrong, or a clock is.
    case insecure(TLSError)
    /// The server answered what is not taken: no HTTP, endless headers, a way back from https to http.
    case refused(String)
    /// More bytes than were agreed on.
    case tooLong(String)
    /// The server answered, and the answer is no. `retryAfter` is its own word on when to ask again.
    case status(Int, url: String, retryAfter: Duration?)
    /// This machine could not take the answer: its disk.
    case local(String)
    /// The caller does not want it any more.
    case cancelled
}

extension HTTPError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badURL(let words): "not a URL that can be fetched: \(words)"
        case .unreachable(let words): words
        case .insecure(let error): "\(error)"
        case .refused(let words): words
        case .tooLong(let words): words
        case .status(let code, let url, let retryAfter):
            "\(url): the server answered \(code)" + (retryAfter.map { ", and asks to wait \($0.components.seconds) s" } ?? "")
        case .local(let words): words
        case .cancelled: "cancelled"
        }
    }
}

extension HTTPError {
    /// Whether the same request may succeed later without anybody's help.
    public var mayPass: Bool {
        switch self {
        case .unreachable, .insecure(.truncated(host: _)): true
        case .status(let code, _, _): code >= 500 || code == 408 || code == 425 || code == 429
        case .badURL, .insecure, .refused, .tooLong, .local, .cancelled: false
        }
    }
}
