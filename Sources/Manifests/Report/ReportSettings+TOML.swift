extension ReportSettings {
    private static let mostSinks = 8

    /// Reads the text of a `report.toml`.
    public init(toml text: [UInt8], file: String) throws(ConfigurationProblem) {
        self = try ConfigurationTable.read(text, of: file, allowed: ["sink"]) { (top) throws(ManifestProblem) in
            let tables = try top.tables("sink", allowed: Sink.keys, text: text)
            guard tables.count <= Self.mostSinks else {
                throw top.problem(at: "sink", "there are \(tables.count) sinks", "use at most \(Self.mostSinks)")
            }
            var sinks: [Sink] = []
            for table in tables {
                let sink = try Sink(table)
                guard !sinks.contains(where: { $0.name == sink.name }) else {
                    throw table.problem(at: "name", "two sinks are named '\(sink.name)'", "give one of them another name")
                }
                sinks.append(sink)
            }
            return sinks.isEmpty ? ReportSettings() : ReportSettings(sinks: sinks)
        }
    }
}

extension ReportSettings.Sink {
    fileprivate static let keys = ["name", "kind", "severity", "format", "path", "size", "files", "url", "secret", "to"]

    fileprivate init(_ table: ConfigurationTable) throws(ManifestProblem) {
        guard let kind = try table.reader.word("kind", ReportSettings.Kind.self) else {
            throw table.problem(at: "", "a sink without 'kind'", "write kind = \"webhook\"; log, file and syslog are there too")
        }
        let known = ["name", "kind", "severity"] + kind.keys
        if let key = table.reader.keys.first(where: { !known.contains($0) }) {
            throw table.problem(at: key, "'\(key)' means nothing to a sink of kind \"\(kind.rawValue)\"", "remove it")
        }
        let name = try table.name() ?? kind.rawValue
        let severity = try table.reader.word("severity", ReportSettings.Severity.self)
        self.init(name: name, target: try table.target(kind), severity: severity ?? kind.severity)
    }
}

extension ReportSettings.Kind {
    fileprivate var keys: [String] {
        switch self {
        case .log: ["format"]
        case .file: ["format", "path", "size", "files"]
        case .webhook: ["url", "secret"]
        case .syslog: ["to"]
        }
    }

    /// What stays on this machine may be told each stage of an update.
    fileprivate var severity: ReportSettings.Severity {
        switch self {
        case .log, .file: .informational
        case .webhook, .syslog: .notice
        }
    }
}

extension ConfigurationTable {
    /// It becomes part of a stream's name.
    fileprivate func name() throws(ManifestProblem) -> String? {
        guard let name = try reader.string("name") else { return nil }
        let isPlain = name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard (1...32).contains(name.utf8.count), isPlain, name != "seen" else {
            throw problem(at: "name", "'\(name)' is no name for a sink", "use small letters, digits and '-', up to 32; not \"seen\"")
        }
        return name
    }

    fileprivate func target(_ kind: ReportSettings.Kind) throws(ManifestProblem) -> ReportSettings.Target {
        switch kind {
        case .log: .log(try format())
        case .file:
            .file(
                path: try path(), size: Int64(try bytes("size", in: 4096...(1 << 30)) ?? 1 << 20),
                files: try reader.integer("files", in: 1...100) ?? 4, try format())
        case .webhook: .webhook(url: try url(), secret: try secret())
        case .syslog: .syslog(try address())
        }
    }

    private func format() throws(ManifestProblem) -> ReportSettings.Format {
        try reader.word("format", ReportSettings.Format.self) ?? .json
    }

    private func path() throws(ManifestProblem) -> String {
        let path = try reader.string("path")
        guard let path, path.utf8.first == UInt8(ascii: "/"), path.utf8.last != UInt8(ascii: "/"), !path.utf8.contains(0) else {
            throw problem(at: "path", "a file sink without an absolute 'path'", "write path = \"/var/log/roost-reports.log\"")
        }
        return path
    }

    private func url() throws(ManifestProblem) -> String {
        let url = try reader.string("url") ?? ""
        let isURL = ["https://", "http://"].contains { url.utf8.starts(with: $0.utf8) && url.utf8.count > $0.utf8.count }
        guard isURL, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw problem(at: "url", "a webhook without a 'url' of http or https", "write url = \"https://host.example/roost\"")
        }
        return url
    }

    /// It is not repeated in any message.
    private func secret() throws(ManifestProblem) -> String {
        guard let secret = try reader.string("secret"), (16...1024).contains(secret.utf8.count) else {
            throw problem(at: "secret", "a webhook without a 'secret' of 16 to 1024 bytes", "write what `openssl rand -hex 24` prints")
        }
        return secret
    }

    private func address() throws(ManifestProblem) -> ReportSettings.Address {
        guard let text = try reader.string("to") else { return .socket("/dev/log") }
        guard let address = ReportSettings.Address(text) else {
            throw problem(at: "to", "'to' cannot be \"\(text)\"", "write a socket's path, as in \"/dev/log\", or \"udp:HOST:PORT\"")
        }
        return address
    }
}
