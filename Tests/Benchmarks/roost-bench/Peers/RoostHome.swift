/// A home of roost's with a config and manifests of our own.
struct RoostHome {
    let path: String
    var socket: String { path + "/run/bus.sock" }
    private var config: String { path + "/bench.toml" }

    init(_ path: String, bus: String? = nil) throws(BenchFailure) {
        self.path = path
        try makeFolder(path)
        try makeFolder(path + "/plugins")
        try write(bus.map { "[bus]\n\($0)" } ?? "", toFile: config)
    }

    func command(_ roost: String) -> [String] {
        [roost, "run", "--home", path, "--config", config]
    }

    /// The journal of the host's own executable.
    func addJournal() throws(BenchFailure) {
        let manifest = """
            id = "journal"
            version = "1.0.0"
            exec = ["@roost", "roost-journal"]
            before = ["*"]
            ready.within = 120
            [permissions]
            publish = ["event.journal.>"]
            subscribe = ["journal.>", "$SRV.>"]
            request = ["kernel.feature.show", "kernel.restart"]
            senders = true

            """
        try makeFolder("\(path)/plugins/journal")
        try write(manifest, toFile: "\(path)/plugins/journal/plugin.toml")
    }

    /// A `daemon` that counts as ready once started. `limits` are lines of its manifest's table of that name.
    func add(_ id: String, exec: [String], limits: String = "") throws(BenchFailure) {
        let words = exec.map { "\"\($0)\"" }.joined(separator: ", ")
        let manifest = """
            id = "\(id)"
            version = "1.0.0"
            exec = [\(words)]
            kind = "daemon"
            [ready]
            by = "started"
            [limits]
            \(limits)

            """
        try makeFolder("\(path)/plugins/\(id)")
        try write(manifest, toFile: "\(path)/plugins/\(id)/plugin.toml")
    }
}
