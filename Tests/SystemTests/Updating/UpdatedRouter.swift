import Glibc
import Support
import Testing
import Wire

/// A real host with the real journal, channels and update plugins as they are shipped, and a repository that nginx serves it.
final class UpdatedRouter {
    let publication: Publication
    let nginx: NginxServer
    private(set) var host: RoostHost
    private var reports: UInt64 = 0

    /// With the first version of the feature `tool` installed, a good one unless the script says otherwise.
    /// - Parameters:
    ///   - served: what else nginx serves.
    ///   - manifest: more lines of a plugin's, by its id.
    ///   - program: the host's and the plugins'.
    init(
        _ script: String = good, on disk: TestDisk? = nil, served: (Publication) -> String = { _ in "" },
        manifest: [String: String] = [:], program: String = ServerProgram.ours.path
    ) throws {
        publication = try Publication()
        try publication.publish("init")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; } \(served(publication))")
        host = try RoostHost(in: disk?.folder)
        host.program = program
        for id in ["journal", "channels", "update"] {
            try host.install(plugin: id)
            let text = host.folder.read("plugins/\(id)/plugin.toml")
            try host.folder.write(text + (manifest[id] ?? ""), to: "plugins/\(id)/plugin.toml")
        }
        try follow("http://127.0.0.1:\(nginx.port)/roost")
        try host.folder.write(readText("\(publication.workshop)/root.json"), to: "trust/root.json")
        for (name, text) in Self.tree("1.0.0", script) { try host.folder.write(text, to: "plugins/tool/\(name)", mode: 0o755) }
        try start()
    }

    static let good = "exec sleep 100000"

    /// What a test's machine may lack is no affair of the policy's.
    static let limits = "[limits]\ndisk-reserve = 0\nmemory-reserve = 0\n"

    func start() throws {
        try host.start()
        for id in ["journal", "channels", "update", "tool"] { try host.wait(for: id, toBe: "ready") }
        reports = try host.bus().subscribe("event.update.report")
    }

    /// From now on releases come from there; `more` are further lines of the policy.
    func follow(_ url: String, _ more: String = "") throws {
        try host.folder.write("[repository]\nurl = \"\(url)\"\n\(Self.limits)\(more)", to: "policy.toml")
    }

    /// A release's files: a manifest, and what it starts.
    private static func tree(_ version: String, _ script: String) -> [(String, String)] {
        [
            ("plugin.toml", "id = 'tool'\nversion = '\(version)'\nexec = ['./tool']\nkind = 'daemon'\nready.by = 'started'\n"),
            ("tool", "#!/bin/sh\necho \(version)\n\(script)\n"), ("text", (0..<2000).map { "line \($0) of \(version)\n" }.joined()),
        ]
    }

    func publish(
        _ version: String, _ script: String = good, to channel: String = "stable", _ options: String...,
        adding files: [String: String] = [:]
    ) throws {
        for (name, text) in Self.tree(version, script) { try publication.folder.write(text, to: "tool-\(version)/\(name)", mode: 0o755) }
        for (name, text) in files { try publication.folder.write(text, to: "tool-\(version)/\(name)") }
        let folder = publication.folder.path("tool-\(version)")
        let architecture = options.contains("--arch") ? [] : ["--arch", "all"]
        let result = try publication.publish(
            ["release", "--channel", channel, "--force", folder, "--id", "tool", "--version", version] + architecture + options)
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    // MARK: - Updates

    func begin(_ ids: [String] = ["tool"]) throws -> String {
        let update = try host.bus().ask("update.run", ["ids": .array(ids.map(JSON.string))], within: .seconds(90))
        return update["id"]?.string ?? ""
    }

    /// The final report of the update that this begins.
    func update(_ ids: [String] = ["tool"]) throws -> JSON { try report(of: try begin(ids)) }

    func report(of id: String, within time: Duration = Deadline.patience) throws -> JSON {
        try host.bus().next(of: reports, within: time) { $0["id"]?.string == id }
    }

    func history() throws -> [JSON] { try host.bus().ask("update.history")["reports"]?.array ?? [] }

    /// What an operator reads.
    func words(_ verb: String, _ arguments: String...) throws -> String {
        let result = try CommandResult(
            of: ServerProgram.ours.path, ["update", verb] + arguments + ["--home", host.home], within: .seconds(90))
        return result.output + result.errors
    }

    // MARK: - What is left

    /// This version runs as it was released, and nothing of an update is left.
    func expect(running version: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try host.wait(for: "tool", to: "run as \(version)") { $0.state == "ready" && $0.version == version }
        #expect(host.folder.read("plugins/tool/text").hasPrefix("line 0 of \(version)\n"), sourceLocation: sourceLocation)
        let reserve = host.folder.path("data/update/reserve")
        try Deadline.wait(for: "an empty staging") { try names("data/update/staging").isEmpty && !exists(reserve) }
        #expect(try names("plugins").sorted() == ["channels", "journal", "tool", "update"], sourceLocation: sourceLocation)
        let litter = try CommandResult(of: "/usr/bin/find", [host.home, "-name", ".roost-*", "-not", "-path", "*/data/journal/*"]).output
        #expect(litter.isEmpty, "\(litter)", sourceLocation: sourceLocation)
        let open = try host.bus().ask("journal.list")["transactions"]?.array?.filter { ($0["outcome"] ?? .null) == .null }
        #expect(open?.isEmpty == true, "\(open ?? [])", sourceLocation: sourceLocation)
    }

    private func names(_ folder: String) throws -> [String] {
        let path = host.folder.path(folder)
        guard exists(path) else { return [] }
        return try CommandResult(of: "/bin/ls", ["-A", path]).output.split(separator: "\n").map(String.init)
    }
}
