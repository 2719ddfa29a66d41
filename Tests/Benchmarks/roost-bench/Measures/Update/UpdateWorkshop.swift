/// The publisher of what the router of `roost-bench update` gets: the runtime, and a feature `web`, an nginx with 20 MB beside it.
struct UpdateWorkshop {
    let roost: String
    let folder: TemporaryFolder
    /// Where the feature serves, and may write.
    let webPort: UInt16
    let webData: String

    private var workshop: String { folder.path + "/workshop" }
    private var trees: String { folder.path + "/trees" }
    var root: String { workshop + "/root.json" }
    var repository: String { workshop + "/repository" }

    func open() throws(BenchFailure) {
        try makeFolder(trees)
        try publish(["init"])
        try releaseCore(1, byDelta: false)
        try releaseWeb(1, byDelta: false)
    }

    /// Its 20 MB are machine code, moved a little with each version.
    func releaseWeb(_ version: Int, byDelta: Bool) throws(BenchFailure) {
        let tree = "\(trees)/web-\(version)"
        try makeFolder(tree)
        try write(manifest(version), toFile: "\(tree)/plugin.toml")
        try write(configuration(version), toFile: "\(tree)/nginx.conf")
        _ = try shell("dd if='\(roost)' of='\(tree)/weight' bs=100000 skip=\(version) count=200 status=none")
        try release(tree, "web", version, byDelta)
    }

    private func manifest(_ version: Int) -> String {
        """
        id = "web"
        version = "\(version).0.0"
        exec = ["/usr/sbin/nginx", "-p", "./", "-c", "nginx.conf", "-e", "stderr"]
        kind = "daemon"
        ready.by = "tcp:127.0.0.1:\(webPort)"

        """
    }

    private func configuration(_ version: Int) -> String {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(webData);" }.joined(separator: " ")
        return """
            daemon off; master_process off; pid \(webData)/pid; error_log stderr; events { worker_connections 64; }
            http { access_log off; \(temporary) server { listen 127.0.0.1:\(webPort); location / { return 200 "\(version)"; } } }

            """
    }

    /// The program under test as that of another version.
    func releaseCore(_ version: Int, byDelta: Bool) throws(BenchFailure) {
        let tree = "\(trees)/core-\(version)"
        for folder in [tree, tree + "/bin", tree + "/plugins"] { try makeFolder(folder) }
        let programs = "'\(roost)' '\(try Programs.unpacker(of: roost))'"
        _ = try shell("cp \(programs) '\(tree)/bin' && cp '\(Programs.manifests)'/*.toml '\(tree)/plugins'")
        try write("\(version)", toFile: "\(tree)/version")
        try release(tree, "core", version, byDelta)
    }

    /// From the release before it, or none.
    private func release(_ tree: String, _ id: String, _ version: Int, _ byDelta: Bool) throws(BenchFailure) {
        _ = try shell("sed -i 's/^deltas = .*/deltas = \(byDelta ? 1 : 0)/' '\(workshop)/publish.toml'")
        try publish(["release", "--channel", "stable", "--force", tree, "--id", id, "--version", "\(version).0.0", "--arch", "all"])
    }

    /// Without a terminal it asks for no passphrase.
    private func publish(_ words: [String]) throws(BenchFailure) {
        _ = try Measured(["setsid", "--wait", "env", "ROOST_WORKSHOP=\(workshop)", roost, "publish"] + words, in: folder)
    }

    func treeLength(_ id: String, _ version: Int) throws(BenchFailure) -> Int {
        Int(try shell("du -sb '\(trees)/\(id)-\(version)' | cut -f1")) ?? 0
    }
}
