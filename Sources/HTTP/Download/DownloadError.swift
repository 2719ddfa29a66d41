import Trust

/// Why a file is not there, and what has become of its part.
public enum DownloadError: Error, Equatable, Sendable {
    /// The network or the server's moment: so many bytes are kept, to be continued. `after` is the server's own word on when to ask again.
    case later(HTTPError, after: Duration?, kept: Int)
    /// Asking again would not help. If the server said so (4xx), and not another that it had sent us to, the part is gone.
    case refused(HTTPError)
    /// What came is not what was to come: thrown away, never resumed.
    case wrong(Difference, String)
    /// This machine's disk: what is on it is kept.
    case disk(String)
    /// The caller does not want it any more: what can be continued is kept.
    case cancelled

    /// How what came differs from what was to come.
    public enum Difference: Equatable, Sendable {
        case longer, shorter, content

        init(_ found: Int, insteadOf expected: Int) { self = found > expected ? .longer : found < expected ? .shorter : .content }
    }
}

extension DownloadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .later(let error, let after, let kept):
            "\(error); \(kept > 0 ? "\(kept) bytes of it are kept, to be continued" : "nothing of it is here, to be asked for again")"
                + (after.map { " in \($0.components.seconds) s" } ?? "")
        case .refused(let error): "\(error)"
        case .wrong(_, let words): words
        case .disk(let words): words
        case .cancelled: "cancelled; what can be continued is kept"
        }
    }
}

extension DownloadError {
    init(_ error: HTTPError) {
        switch error {
        case .cancelled: self = .cancelled
        case .local(let words): self = .disk(words)
        case .tooLong(let words): self = .wrong(.longer, words)
        case .status(_, _, let after) where error.mayPass: self = .later(error, after: after, kept: 0)
        case .unreachable, .insecure(.truncated(host: _)): self = .later(error, after: nil, kept: 0)
        case .badURL, .insecure, .refused, .status: self = .refused(error)
        }
    }
}
