import TOMLKit
import Wire

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
        before = try top.before()
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
        "id", "version", "exec", "kind", "restart", "after", "before", "environment", "ready", "health", "stop", "limits",
        "sandbox", "permissions",
    ]
}

extension TableReader {
    fileprivate init(text: [UInt8], name: String, file: String) throws(ManifestProblem) {
        let table: TOMLTable
        var source: Source
        do throws(TOMLText.Flaw) {
            let read = try TOMLText.read(text)
            table = read.table
            source = Source(id: name, file: file, lines: read.lines)
        } catch {
            throw ManifestProblem(id: name, file: file, line: error.line, reason: error.reason, remedy: error.remedy)
        }
        // From here on problems are told under the id the file gives itself, if that is one.
        if let id = table["id"]?.string, FeatureID.isValid(id) { source.id = id }
        try self.init(table, allowed: Manifest.keys, source: source)
    }
}
