/// What can go wrong between a plugin and the bus, for its caller to act on.
public enum BusError: Error, Equatable, Sendable {
    /// No bus there: nothing was sent.
    case notReachable(String)
    /// The bus said no, in its words: credentials or permissions.
    case refused(String)
    /// The connection has ended; nothing more can be sent or heard.
    case closed(String)
    /// Nobody answered in time.
    case timeout(subject: String)
    /// Nobody is there to answer, or died before it could.
    case noResponders(subject: String)
    /// The service answered with an error of its own.
    case service(ServiceError)
    /// Messages came faster than they were taken from the subscription; those after the buffered ones are lost.
    case overflow(subject: String)
    /// What was given cannot be sent, or what came cannot be read.
    case invalid(String)
}

extension BusError {
    /// Whether the same request may succeed a while later.
    public var mayPass: Bool {
        switch self {
        case .timeout, .noResponders: true
        case .service(let error): error.code >= 500
        case .notReachable, .refused, .closed, .overflow, .invalid: false
        }
    }
}

extension BusError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notReachable(let words), .closed(let words), .invalid(let words): words
        case .refused(let words): "refused by the bus: \(words)"
        case .timeout(let subject): "no answer to '\(subject)' in time"
        case .noResponders(let subject): "nobody answers '\(subject)'"
        case .service(let error): error.description
        case .overflow(let subject): "messages on '\(subject)' came faster than they were taken"
        }
    }
}
