/// What `report.toml` says: where reports go. An empty file, and none, means: into the plugin's own log.
public struct ReportSettings: Equatable, Sendable {
    /// Each of another name; never none.
    public var sinks: [Sink]

    public init(sinks: [Sink] = [.log]) { self.sinks = sinks }

    public struct Sink: Equatable, Sendable {
        public var name: String
        public var target: Target
        /// What is less grave is not for it.
        public var severity: Severity

        public init(name: String, target: Target, severity: Severity) {
            (self.name, self.target, self.severity) = (name, target, severity)
        }

        public static let log = Sink(name: "log", target: .log(.json), severity: .informational)
    }

    public enum Target: Equatable, Sendable {
        /// The plugin's own log.
        case log(Format)
        /// Bytes a file, so many files; the path is absolute.
        case file(path: String, size: Int64, files: Int, Format)
        case webhook(url: String, secret: String)
        case syslog(Address)
    }

    public enum Kind: String, CaseIterable, Sendable {
        case log, file, webhook, syslog
    }

    public enum Format: String, CaseIterable, Sendable {
        case json, syslog
    }

    public enum Address: Equatable, Sendable {
        /// A unix datagram socket, as /dev/log.
        case socket(String)
        case udp(host: String, port: UInt16)
    }

    /// Syslog's words, the gravest first.
    public enum Severity: String, CaseIterable, Sendable {
        case emergency, alert, critical, error, warning, notice, informational, debug
    }
}

extension ReportSettings.Target {
    public var kind: ReportSettings.Kind {
        switch self {
        case .log: .log
        case .file: .file
        case .webhook: .webhook
        case .syslog: .syslog
        }
    }
}

extension ReportSettings.Address {
    /// `/dev/log`, `udp:HOST:PORT`.
    public init?(_ text: String) {
        if text.utf8.first == UInt8(ascii: "/"), (2...100).contains(text.utf8.count) {
            self = .socket(text)
        } else if text.utf8.starts(with: "udp:".utf8), case .tcp(let host, let port) = Probe("tcp:" + text.dropFirst(4)) {
            self = .udp(host: host, port: port)
        } else {
            return nil
        }
    }

    /// What `init(_:)` reads.
    public var text: String {
        switch self {
        case .socket(let path): path
        case .udp(let host, let port): "udp:" + Probe.tcp(host: host, port: port).text.dropFirst(4)
        }
    }
}

/// `report.toml`, read in another process.
public typealias ReportFile = SettingsFile<ReportSettings>

extension ReportSettings: SettingsDocument {
    public static let reader = "roost-sinks"
}
