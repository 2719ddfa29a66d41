import Glibc
import Support
import Wire

/// A real host with the plugins that updates need, and a repository that nginx serves it.
final class UpdatedRouter {
    let publication: Publication
    let nginx: NginxServer
    private(set) var host: RoostHost
    private var reports: UInt64 = 0

    /// With the first version of the feature `tool` installed.
    init() throws {
        publication = try Publication()
        try publication.publish("init")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        host = try RoostHost()
        for plugin in ["journal", "channels", "update"] { try host.install(plugin: plugin) }
        try host.folder.write(
            "[repository]\nurl = \"http://127.0.0.1:\(nginx.port)/roost\"\n[limits]\ndisk-reserve = \"1M\"\n", to: "policy.toml")
        try host.folder.write(readText("\(publication.workshop)/root.json"), to: "trust/root.json")
        for (name, text) in Self.tree("1.0.0", "sleep 100000") { try host.folder.write(text, to: "plugins/tool/\(name)", mode: 0o755) }
        try host.start()
        for id in ["journal", "channels", "update", "tool"] { try host.wait(for: id, toBe: "ready") }
        reports = try host.bus().subscribe("event.update.report")
    }

    /// A release's files: a manifest, and what it starts.
    private static func tree(_ version: String, _ script: String) -> [(String, String)] {
        [
            ("plugin.toml", "id = 'tool'\nversion = '\(version)'\nexec = ['./tool']\nkind = 'daemon'\nready.by = 'started'\n"),
            ("tool", "#!/bin/sh\necho \(version)\n\(script)\n"), ("text", (0..<2000).map { "line \($0) of \(version)\n" }.joined()),
        ]
    }

    /// Into stable.
    func publish(_ version: String, _ script: String) throws {
        for (name, text) in Self.tree(version, script) { try publication.folder.write(text, to: "tool-\(version)/\(name)", mode: 0o755) }
        let folder = publication.folder.path("tool-\(version)")
        let result = try publication.publish([
            "release", "--channel", "stable", "--force", folder, "--id", "tool", "--version", version, "--arch", "all",
        ])
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    /// The final report of the update that this begins.
    func update(_ ids: [String] = ["tool"]) throws -> JSON {
        let update = try host.bus().ask("update.run", ["ids": .array(ids.map(JSON.string))], within: .seconds(30))
        return try report(of: update["id"]?.string ?? "")
    }

    func report(of id: String) throws -> JSON {
        try host.bus().next(of: reports, within: .seconds(60)) { $0["id"]?.string == id }
    }

    func history() throws -> [JSON] { try host.bus().ask("update.history")["reports"]?.array ?? [] }
}
