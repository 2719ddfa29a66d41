import Glibc
import Support

/// A real guard over a real host with all four plugins, on a disk of its own, and the nginx that its updates come from.
final class UpdateHome {
    let disk: FlashDisk
    let workshop: UpdateWorkshop
    let guardian: Process
    private let server: NginxServer
    private var home: String { Self.home(on: disk) }

    init(_ roost: String, in folder: TemporaryFolder) throws(BenchFailure) {
        chmod(folder.path, 0o755)
        disk = try FlashDisk(megabytes: 1024, in: folder)
        let home = Self.home(on: disk)
        workshop = UpdateWorkshop(roost: roost, folder: folder, webPort: try freePort(), webData: "\(home)/data/web")
        try workshop.open()
        do {
            server = try NginxServer(extra: "location /roost/ { alias \(workshop.repository)/; }")
        } catch {
            throw .cannot("nginx did not start: \(error)")
        }
        try Self.lay(home, by: workshop, from: "http://127.0.0.1:\(server.port)/roost")
        let log = folder.path + "/host.log"
        guardian = try Process([Programs.relay, "tether", try Programs.guardian(of: roost), "--home", home], errorsTo: log)
        guard guardian.line(within: 60) == "ready" else {
            throw .cannot("the host did not get ready: \((contents(of: log) ?? "").suffix(2000))")
        }
    }

    deinit { guardian.end(within: 40) }

    private static func home(on disk: FlashDisk) -> String { disk.path + "/home" }

    /// As an operator sets it up: the runtime into a slot, the feature beside it, whom to believe, where to look.
    private static func lay(_ home: String, by workshop: UpdateWorkshop, from url: String) throws(BenchFailure) {
        for name in ["", "/slots", "/plugins", "/trust"] { try makeFolder(home + name) }
        _ = try shell("cp '\(workshop.root)' '\(home)/trust/root.json'")
        for (id, place) in [("core", "slots/a"), ("web", "plugins/web")] {
            let source = ["--url", url, "--root", workshop.root, "--trust", "\(workshop.folder.path)/trust", "--channel", "stable"]
            let command = [workshop.roost, "publish", "fetch"] + source + ["--id", id, "--into", "\(home)/\(place)"]
            _ = try Measured(command, in: workshop.folder)
        }
        symlink("a", "\(home)/slots/current")
        try write("[repository]\nurl = \"\(url)\"\n", toFile: "\(home)/policy.toml")
    }

    /// Bytes that the server has sent so far.
    var sent: Int { server.answers.reduce(0) { $0 + (Int($1.split(separator: " ").dropFirst().first ?? "") ?? 0) } }

    /// Begins an update; the process ends with the update, well if the new version stays.
    func begin(_ id: String) throws(BenchFailure) -> Process {
        try Process([workshop.roost, "update", "run", id, "--home", home], errorsTo: workshop.folder.path + "/run.log")
    }

    /// Why an update did not stay.
    var words: String {
        let said = (try? shell("'\(workshop.roost)' update history --home '\(home)' 2>&1 | head -c 2000")) ?? ""
        return said + (contents(of: workshop.folder.path + "/run.log") ?? "").suffix(1000)
    }
}
