import Foundation
import Storage
import Support

/// A router with version 1 of one feature, which has a database, and a repository that offers it version 2.
final class RouterHome {
    static let feature = "tool"

    let folder: TemporaryFolder
    private let publication: RecordedPublication
    private let nginx: NginxServer

    var path: String { folder.path }

    /// - Parameter script: what version 2 does once it is started.
    init(newVersion script: String) throws {
        folder = try TemporaryFolder("router", mode: 0o755, inMemory: true)
        publication = try RecordedPublication()
        try publication.run("init")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        try layOut()
        try publish("1.0.0", Self.tree("1.0.0", "exec sleep 100000") + [("gone", "only in 1.0.0\n")])
        try publication.runFetch(from: url, version: "1.0.0", into: folder.path("plugins/\(Self.feature)"))
        try publish(
            "2.0.0", Self.tree("2.0.0", script) + [("sql/0002-mail.sql", Self.migration)], "--migrations", "\(Self.feature).db=sql")
    }

    private var url: String { "http://127.0.0.1:\(nginx.port)/roost" }

    /// Small: it is built again thousands of times.
    private static func tree(_ version: String, _ script: String) -> [(String, String)] {
        [
            ("plugin.toml", "id = '\(feature)'\nversion = '\(version)'\nexec = ['./tool']\nkind = 'daemon'\nready.by = 'started'\n"),
            ("tool", "#!/bin/sh\n\(script)\n"), ("text", (0..<100).map { "line \($0) of \(version)\n" }.joined()),
        ]
    }

    private static let migration = "ALTER TABLE users ADD COLUMN mail TEXT;\nUPDATE users SET mail = name;\n"

    private func publish(_ version: String, _ files: [(String, String)], _ more: String...) throws {
        let tree = "\(Self.feature)-\(version)"
        for (name, text) in files { try publication.folder.write(text, to: "\(tree)/\(name)", mode: name == "tool" ? 0o755 : 0o644) }
        let release = [
            "release", "--channel", "stable", "--force", publication.folder.path(tree), "--id", Self.feature, "--version", version,
            "--arch",
            "all",
        ]
        try publication.runAll(release + more)
    }

    private func layOut() throws {
        try folder.write("[supervision]\ndelays = [0, 0.02]\n", to: "roost.toml")
        try folder.write("[repository]\nurl = \"\(url)\"\n[limits]\ndisk-reserve = \"1M\"\n[validation]\nwithin = 20\n", to: "policy.toml")
        try folder.write(readText("\(publication.workshop)/root.json"), to: "trust/root.json")
        for id in ["journal", "channels", "update"] { try folder.write(UpdateHome.manifest(of: id), to: "plugins/\(id)/plugin.toml") }
        for name in ["data", "data/\(Self.feature)"] { _ = try folder.makeFolder(name) }
        let database = try Database(path: folder.path("data/\(Self.feature)/\(Self.feature).db"), .create)
        try Script(UpdateHome.database.utf8)?.run(on: database)
        database.close()
    }
}

extension RecordedPublication {
    /// As an operator installs a feature for the first time.
    fileprivate func runFetch(from url: String, version: String, into tree: String) throws {
        let words = ["fetch", "--url", url, "--channel", "stable", "--id", RouterHome.feature, "--version", version, "--arch", "all"]
        let process = try ServerProcess(Binaries.roost, ["publish"] + words + ["--root", "\(workshop)/root.json", "--into", tree])
        guard try process.waitForEnd(within: .seconds(60)) == .exited(0) else { throw RequestRefused(words: process.errors) }
    }
}
