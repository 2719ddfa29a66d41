/// One question of a probe and the time it has for all of it.
enum ProbeRequest: Equatable, Sendable {
    case tcp(host: String, port: String, within: Int)
    case http(ProbeURL, within: Int)
    case dns(DNSQuestion, server: String, port: String, within: Int)

    init?(parsing arguments: [String]) {
        guard let milliseconds = arguments.last.flatMap({ Int($0) }), milliseconds > 0 else { return nil }
        switch (arguments.first, arguments.count) {
        case ("tcp", 4):
            guard UInt16(arguments[2]) != nil else { return nil }
            self = .tcp(host: arguments[1], port: arguments[2], within: milliseconds)
        case ("http", 3):
            guard let url = ProbeURL(parsing: arguments[1]) else { return nil }
            self = .http(url, within: milliseconds)
        case ("dns", 5):
            guard UInt16(arguments[3]) != nil, let question = DNSQuestion(arguments[1], id: .random(in: 0...UInt16.max)) else { return nil }
            self = .dns(question, server: arguments[2], port: arguments[3], within: milliseconds)
        default: return nil
        }
    }

    func ask() throws(ProbeFailure) {
        switch self {
        case .tcp(let host, let port, let within):
            try ProbeConnection.open(host: host, port: port, until: ProbeDeadline(within: within)).close()
        case .http(let url, let within):
            try HTTPProbe(url: url).ask(until: ProbeDeadline(within: within))
        case .dns(let question, let server, let port, let within):
            try DNSProbe(question: question, server: server, port: port).ask(until: ProbeDeadline(within: within))
        }
    }
}
