/// Where a bus is found: one of its doors.
public enum BusAddress: Equatable, Sendable {
    /// A socket this process was born with: the kernel knows whose it is.
    case descriptor(Int32)
    case unix(path: String)
    /// The host is numeric, or `localhost`.
    case tcp(host: String, port: UInt16, Credentials? = nil)

    public enum Credentials: Equatable, Sendable {
        case user(String, password: String)
        case token(String)
    }

    /// Reads `nats://[user:password@|token@]host[:port]`, as NATS_URL has it; nil if it is none.
    public init?(url: String) {
        guard url.hasPrefix("nats://") else { return nil }
        var rest = url.dropFirst("nats://".count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let at = rest.lastIndex(of: "@")
        let place = at.map { rest[rest.index(after: $0)...] } ?? rest
        let words = place.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count <= 2, !words[0].isEmpty else { return nil }
        guard let port = words.count == 2 ? UInt16(words[1]) : 4222 else { return nil }
        self = .tcp(host: String(words[0]), port: port, at.map { Credentials(userInfo: rest[..<$0]) })
    }
}

extension BusAddress.Credentials {
    init(userInfo: Substring) {
        let words = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        self = words.count == 2 ? .user(String(words[0]), password: String(words[1])) : .token(String(userInfo))
    }
}

extension BusAddress: CustomStringConvertible {
    /// Without the credentials: fit for a log.
    public var description: String {
        switch self {
        case .descriptor(let number): "descriptor \(number)"
        case .unix(let path): path
        case .tcp(let host, let port, _): "\(host):\(port)"
        }
    }
}
