/// A way to learn that a feature is ready or healthy.
public enum Probe: Equatable, Sendable {
    /// It says so on the bus.
    case bus
    /// It says so with sd_notify.
    case notify
    /// A connection to this address is accepted.
    case tcp(host: String, port: UInt16)
    /// This URL answers with a status below 400.
    case http(url: String)
    /// This server has an address for this name.
    case dns(name: String, server: String, port: UInt16)
    /// This command line, given to `/bin/sh -c`, ends with status 0.
    case exec(command: String)
    /// Its process has been started; nothing more is asked.
    case started

    public static let choices = "bus, notify, tcp:HOST:PORT, http:URL, dns:NAME@SERVER, exec:COMMAND or started"

    /// Reads what a manifest says after `by =`.
    public init?(_ text: String) {
        switch text {
        case "bus": self = .bus
        case "notify": self = .notify
        case "started": self = .started
        default:
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let rest = String(text[text.index(after: colon)...])
            switch text[..<colon] {
            case "tcp": self.init(address: rest)
            case "http": self.init(url: rest)
            case "dns": self.init(question: rest)
            case "exec" where !rest.isEmpty: self = .exec(command: rest)
            default: return nil
            }
        }
    }

    /// What `init(_:)` reads.
    public var text: String {
        switch self {
        case .bus: "bus"
        case .notify: "notify"
        case .tcp(let host, let port): "tcp:\(Self.bracketed(host)):\(port)"
        case .dns(let name, let server, let port): "dns:\(name)@\(Self.bracketed(server))\(port == 53 ? "" : ":\(port)")"
        case .http(let url): "http:\(url)"
        case .exec(let command): "exec:\(command)"
        case .started: "started"
        }
    }

    private static func bracketed(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    /// `NAME@SERVER` or `NAME@SERVER:PORT`, an IPv6 server in brackets.
    private init?(question: String) {
        guard let at = question.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let (name, rest) = (String(question[..<at]), String(question[question.index(after: at)...]))
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isName = name.utf8.count <= 253 && labels.allSatisfy { (1...63).contains($0.count) && $0.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
        let hasPort = rest.utf8.last != UInt8(ascii: "]") && rest.utf8.contains(UInt8(ascii: ":"))
        guard isName, case .tcp(let server, let port) = Probe(address: hasPort ? rest : rest + ":53") else { return nil }
        self = .dns(name: name, server: server, port: port)
    }

    /// `HOST:PORT`, an IPv6 host in brackets.
    private init?(address: String) {
        guard let colon = address.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        var host = address[..<colon]
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") { host = host.dropFirst().dropLast() }
        let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard !host.isEmpty, isPlain, let port = UInt16(address[address.index(after: colon)...]), port > 0 else { return nil }
        self = .tcp(host: String(host), port: port)
    }

    /// `http://…` whole, or with a second `http:` before it.
    private init?(url rest: String) {
        let url = rest.utf8.starts(with: "//".utf8) ? "http:" + rest : rest
        guard url.utf8.starts(with: "http://".utf8), url.utf8.count > 7, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        self = .http(url: url)
    }
}
