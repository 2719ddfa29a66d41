import Glibc
import Support
import Wire

/// A real guard over a real host that updates its own runtime from a repository in a folder.
final class GuardedRouter {
    let publication: Publication
    let home: GuardedHome

    /// Slot a has the runtime under test, slot b nothing.
    init() throws {
        publication = try Publication()
        try publication.publish("init")
        home = try GuardedHome()
        let folder = home.folder
        chmod(folder.path, 0o755)
        try folder.write(Self.runtime, to: "slots/a/bin/roost", mode: 0o755)
        let host = try RoostHost([.sleeper("sleeper")])
        for id in ["journal", "channels", "update"] { try host.install(plugin: id) }
        for id in ["journal", "channels", "update", "sleeper"] {
            try folder.write(host.folder.read("plugins/\(id)/plugin.toml"), to: "plugins/\(id)/plugin.toml")
        }
        let repository = "\(publication.workshop)/repository"
        // The guard's trial follows from it: 15 s.
        try folder.write("[repository]\nurl = \"\(repository)\"\n\(UpdatedRouter.limits)[validation]\nwithin = 5\n", to: "policy.toml")
        try folder.write(readText("\(publication.workshop)/root.json"), to: "trust/root.json")
        try folder.write(RoostHost.quickRestarts, to: "roost.toml")
        try home.start()
        try home.waitForWords("slot a is ready", within: .seconds(60))
    }

    /// A script in the program's place: what it starts is the program under test, not 30 MB of a copy.
    private static let runtime = "#!/bin/sh\nexec \(ServerProgram.ours.path) \"$@\"\n"

    func publish(_ version: String, runtime: String = runtime) throws {
        try publication.folder.write(runtime, to: "core-\(version)/bin/roost", mode: 0o755)
        try publication.folder.write(version, to: "core-\(version)/version")
        let folder = publication.folder.path("core-\(version)")
        let result = try publication.publish([
            "release", "--channel", "stable", "--force", folder, "--id", "core", "--version", version, "--arch", "all",
        ])
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    /// Nil where nobody answers, as between two runtimes.
    func ask(_ subject: String, _ body: JSON = [:]) -> JSON? {
        let words = ["bus", "request", subject, body.text, "--home", home.folder.path]
        guard let result = try? CommandResult(of: ServerProgram.ours.path, words), result.status == 0 else { return nil }
        return try? JSON(parsing: Array(result.output.utf8))
    }

    var slot: String? { ask("kernel.status")?["slot"]?.string }

    /// The final report of the update that this begins, whoever is left to give it.
    func update(by subject: String = "update.run", _ body: JSON = ["ids": ["core"]]) throws -> JSON {
        var id: String?
        try Deadline.wait(for: "an update: \(home.words)", within: .seconds(60), every: .milliseconds(200)) {
            id = ask(subject, body)?["id"]?.string
            return id != nil
        }
        var report: JSON?
        try Deadline.wait(for: "the report of \(id ?? ""): \(home.words)", within: .seconds(120), every: .milliseconds(300)) {
            report = ask("update.history")?["reports"]?.array?.first { $0["id"]?.string == id }
            return report != nil
        }
        return report ?? .null
    }
}
