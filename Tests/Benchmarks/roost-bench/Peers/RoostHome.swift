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

    /// A `daemon` that counts as ready once started.
    func add(_ id: String, exec: [String]) throws(BenchFailure) {
        let words = exec.map { "\"\($0)\"" }.joined(separator: ", ")
        let manifest = """
            id = "\(id)"
            version = "1.0.0"
            exec = [\(words)]
            kind = "daemon"
            [ready]
            by = "started"

            """
        try makeFolder("\(path)/plugins/\(id)")
        try write(manifest, toFile: "\(path)/plugins/\(id)/plugin.toml")
    }
}
