internal import TOMLKit

extension Manifest {
    /// Reads the text of a manifest file, strictly: nothing unknown, nothing of the wrong type, nothing out of bounds.
    ///
    /// `name` is the file's or folder's name that the id must equal; paths in the manifest start from `folder`.
    public init(toml text: [UInt8], name: String, file: String, folder: String) throws(ManifestProblem) {
        try self.init(top: try TableReader(text: text, name: name, file: file), name: name)
        self.file = file
        self.folder = folder
    }

    private init(top: TableReader, name: String) throws(ManifestProblem) {
        let kind = try top.word("kind", Kind.self) ?? .plugin
        self.init(id: try top.id(equalTo: name), version: try top.version(), exec: try top.command(), kind: kind)
        restart = try top.word("restart", Restart.self) ?? restart
        after = try top.after(id: id)
        environment = try top.environment()
        try read(probes: top)
        try read(bounds: top)
        permissions = try top.permissions()
    }

    private mutating func read(probes top: TableReader) throws(ManifestProblem) {
        let ready = try top.table("ready", allowed: ["by", "within"])
        self.ready.by = try ready.probe(for: kind) ?? self.ready.by
        self.ready.within = try ready.seconds("within", in: 0.1...3600) ?? self.ready.within

        let health = try top.table("health", allowed: ["by", "every", "failures"])
        self.health.by = try health.probe(for: kind) ?? self.health.by
        self.health.every = try health.seconds("every", in: 0.1...3600) ?? self.health.every
        self.health.failures = try health.integer("failures", in: 1...1000) ?? self.health.failures

        let stop = try top.table("stop", allowed: ["signal", "within"])
        self.stop.signal = try stop.stopSignal() ?? self.stop.signal
        self.stop.within = try stop.seconds("within", in: 0...600) ?? self.stop.within
    }

    private mutating func read(bounds top: TableReader) throws(ManifestProblem) {
        let limits = try top.table("limits", allowed: ["memory", "processes", "open-files", "cpu"])
        self.limits.memory = try limits.size("memory")
        self.limits.processes = try limits.integer("processes", in: 1...1_000_000)
        self.limits.openFiles = try limits.integer("open-files", in: 8...1_000_000)
        self.limits.cpu = try limits.number("cpu", in: 0.01...1024, unit: "cores")

        let sandbox = try top.table("sandbox", allowed: ["user", "read", "write", "network"])
        self.sandbox.user = try sandbox.user()
        self.sandbox.read = try sandbox.paths("read")
        self.sandbox.write = try sandbox.paths("write")
        self.sandbox.network = try sandbox.word("network", Network.self)
    }

    fileprivate static let keys = [
        "id", "version", "exec", "kind", "restart", "after", "environment", "ready", "health", "stop", "limits", "sandbox",
        "permissions",
    ]
}

extension TableReader {
    /// The longest line and the largest file that are read.
    private static let longestLine = 8192
    static let largestFile = 64 * 1024

    fileprivate init(text: [UInt8], name: String, file: String) throws(ManifestProblem) {
        func problem(_ line: Int, _ reason: String, _ remedy: String) -> ManifestProblem {
            ManifestProblem(id: name, file: file, line: line, reason: reason, remedy: remedy)
        }
        guard text.count <= Self.largestFile else { throw problem(1, "the file is larger than 64 KiB", "shorten it") }
        if let (line, reason) = Self.flaw(in: text) { throw problem(line, reason, "save it as plain UTF-8 text") }
        var source = Source(id: name, file: file, lines: KeyLines(text))
        if let line = source.lines.badHeader { throw problem(line, "not TOML: the table has no name", "write [name]") }
        do {
            let table = try TOMLTable(string: String(decoding: text, as: UTF8.self))
            // From here on problems are told under the id the file gives itself, if that is one.
            if let id = table["id"]?.string, Self.isID(id) { source.id = id }
            try self.init(table, allowed: Manifest.keys, source: source)
        } catch let error as ManifestProblem {
            throw error
        } catch let error as TOMLParseError {
            throw problem(max(1, error.source.begin.line), "not TOML: \(error.description)", "correct the line")
        } catch {
            throw problem(1, "not TOML", "correct the file")
        }
    }

    /// What the TOML parser must not see: it takes text as a C string, and recurses as deep as a line is dotted.
    private static func flaw(in text: [UInt8]) -> (line: Int, reason: String)? {
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.count > longestLine { return (index + 1, "the line is longer than \(longestLine) bytes") }
            if line.contains(0) || holdsEscapedNull(line) { return (index + 1, "a NUL character") }
            if String(validating: line, as: UTF8.self) == nil { return (index + 1, "not UTF-8") }
        }
        return nil
    }

    private static func holdsEscapedNull(_ line: ArraySlice<UInt8>) -> Bool {
        let null = Array("\\u0000".utf8)
        let longNull = Array("\\U00000000".utf8)
        return line.indices.contains { index in
            line[index] == UInt8(ascii: "\\") && (line[index...].starts(with: null) || line[index...].starts(with: longNull))
        }
    }
}
