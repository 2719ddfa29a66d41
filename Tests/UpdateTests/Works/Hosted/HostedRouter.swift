import Contracts
import EventLoop
import Glibc
import Manifests
import PluginKit
import Support
import Wire

@testable import Update

/// A real host with a real journal on a home of its own, a repository made by the real publisher, and the works beside it: they ask
/// over the host's own door, as an administrator.
final class HostedRouter {
    let folder: TemporaryFolder
    let publication: TemporaryFolder
    private var process: ServerProcess?

    init() throws {
        folder = try TemporaryFolder("router")
        publication = try TemporaryFolder("workshop")
        chmod(folder.path, 0o755)
        try folder.write("[supervision]\ndelays = [0, 0.02]\n", to: "roost.toml")
        let repository = #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
        try folder.write(readText("/\(repository)/Config/plugins/journal.toml"), to: "plugins/journal/plugin.toml")
        try publish("init")
        try folder.write(readText(publication.path("w/root.json")), to: "trust/root.json")
        // What a host makes for the feature `update`, which is this process here.
        for name in ["data", "data/update"] { _ = try folder.makeFolder(name) }
    }

    deinit { stop() }

    var site: Site { Site(home: folder.path) }

    func start() throws {
        let process = try ServerProcess(ProgramBeside.roost, ["run", "--home", folder.path])
        self.process = process
        try process.waitForLine("ready", within: .seconds(60))
    }

    func stop() {
        _ = try? process?.stop(within: .seconds(10))
        process = nil
    }

    // MARK: - Releases

    @discardableResult
    func publish(_ arguments: String...) throws -> String {
        try ProgramBeside.run(
            ProgramBeside.roost, ["publish"] + arguments, adding: ["ROOST_WORKSHOP=\(publication.path("w"))"])
    }

    static func manifest(_ id: String, _ version: String) -> String {
        "id = \"\(id)\"\nversion = \"\(version)\"\nexec = [\"./run\"]\nkind = \"daemon\"\n[ready]\nby = \"exec:test -e ../../data/\(id)/up\"\n"
    }

    /// A feature's folder: a shell script that does this and then goes on for ever.
    func write(_ id: String, _ version: String, _ script: String, to place: TemporaryFolder, _ path: String) throws {
        try place.write(Self.manifest(id, version), to: "\(path)/plugin.toml")
        let body = "#!/bin/sh\n\(script)\ntouch $ROOST_DATA/up\nexec sleep 100000\n"
        try place.write(body, to: "\(path)/run", mode: 0o755)
    }

    func install(_ id: String, _ version: String, _ script: String = "") throws {
        try write(id, version, script, to: folder, "plugins/\(id)")
    }

    func release(_ id: String, _ version: String, _ script: String = "", _ options: String..., adding files: [String: String] = [:]) throws
    {
        let tree = "\(id)-\(version)"
        try write(id, version, script, to: publication, tree)
        for (name, text) in files { try publication.write(text, to: "\(tree)/\(name)") }
        let words = [
            "release", "--channel", "stable", "--force", publication.path(tree), "--id", id, "--version", version, "--arch", "all",
        ]
        try ProgramBeside.run(
            ProgramBeside.roost, ["publish"] + words + options, adding: ["ROOST_WORKSHOP=\(publication.path("w"))"])
    }

    // MARK: - The works

    /// Runs on a loop of its own, connected to the host.
    func work<Output: Sendable>(_ body: sending @escaping (HostedWorks) async throws -> Output) throws -> Output {
        let (site, repository) = (site, publication.path("w/repository"))
        return try Runner.run(connectingTo: .unix(path: folder.path("run/bus.sock")), name: "update") { bus in
            try await bus.service("channels") {
                $0.endpoint("show") { (asked: ChannelsContract.Show) in
                    ChannelsContract.Following(id: asked.id, channel: "stable", cadence: "monthly", by: "default")
                }
            }
            return try await body(HostedWorks(bus, site, repository: repository))
        }
    }
}
