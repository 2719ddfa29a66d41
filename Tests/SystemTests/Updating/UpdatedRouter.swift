import Foundation
import Glibc
import Support
import Wire

/// A real host with the real journal and the real update plugin, and a repository that nginx serves it.
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
        host = try RoostHost([Self.channels])
        try host.installJournal()
        try host.installManifest(of: "update")
        try host.folder.write(
            "[repository]\nurl = \"http://127.0.0.1:\(nginx.port)/roost\"\n[limits]\ndisk-reserve = \"1M\"\n", to: "policy.toml")
        try host.folder.write(readText("\(publication.workshop)/root.json"), to: "trust/root.json")
        for (name, text) in Self.tree("1.0.0", "sleep 100000") { try host.folder.write(text, to: "plugins/tool/\(name)", mode: 0o755) }
        try host.start()
        for id in ["journal", "channels", "update", "tool"] { try host.wait(for: id, toBe: "ready") }
        reports = try host.bus().subscribe("event.update.report")
    }

    /// The policy in its stead: all is stable, and nothing speaks against anything.
    static let channels = FeatureManifest.perl(
        "channels",
        """
        hello(); say3("SUB channels.> 1\\r\\n"); ready();
        while (1) {
          my $line = hear(); if ($line =~ /^PING/) { say3("PONG\\r\\n"); next }
          next unless $line =~ /^MSG (\\S+) \\S+ (\\S+) (\\d+)/; my ($subject, $reply) = ($1, $2); my $body = take($3);
          my $answer = '{"channel":"stable","cadence":"monthly","by":"default"}';
          if ($subject =~ /evaluate/) { $body =~ /"candidate":(\\{[^{}]*\\})/; $answer = '{"candidate":' . $1 . ',"verdict":"pass","criteria":[]}' }
          say3("PUB $reply " . length($answer) . "\\r\\n$answer\\r\\n");
        }
        """, "permissions.subscribe = ['channels.>']")

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

extension RoostHost {
    /// As it is shipped.
    func installManifest(of id: String) throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let manifest = readText(sources.deletingLastPathComponent().appending(path: "Config/plugins/\(id).toml").path)
        try writeManifest(Array(manifest.utf8), of: id)
    }
}
