import Glibc
import Support
import Testing
import Wire

/// What a host cannot work with is said in one line, and nothing is half started.
@Suite struct HomeRefusalTests {
    private static var isRoot: Bool { geteuid() == 0 }
    private static let asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    @Test(.enabled(if: isRoot, "only root can become somebody else"))
    func `a home that may not be written is refused`() throws {
        let host = try RoostHost([.sleeper("one")])
        let words = Self.asNobody + [ServerProgram.ours.path, "run", "--home", host.home]
        let result = try CommandResult(of: words[0], Array(words.dropFirst()))
        #expect(result.status == 1 && result.output == "")
        #expect(result.onlyLine?.contains(host.home) == true && result.onlyLine?.contains("65534") == true, "\(result.errors)")
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `a home that is a file, or below one, is refused`() throws {
        let folder = try TemporaryFolder("roost")
        let file = try folder.write("", to: "file")
        for home in [file, file + "/below", "/proc/nowhere", "/dev/null"] {
            let result = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", home])
            #expect(result.status == 1 && result.onlyLine?.contains(home) == true, "\(result.errors)")
        }
    }

    @Test(arguments: ["run", "plugins", "data", "logs", "state"])
    func `a home with a file where a folder must be is refused`(name: String) throws {
        let home = try TemporaryFolder("roost")
        try home.write("", to: name)
        let result = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", home.path])
        #expect(result.status == 1 && result.output == "")
        #expect(result.onlyLine?.contains("cannot use \(home.path)/\(name): it is not a folder") == true, "\(result.errors)")
        #expect(!exists(home.path("run/bus.sock")) && !exists(home.path("run/kernel.pid")))
    }

    @Test func `a home whose path is too long for a socket is refused in words`() throws {
        let folder = try TemporaryFolder("roost")
        let home = try folder.makeFolder(String(repeating: "x", count: 120))
        let result = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", home])
        #expect(result.status == 1 && result.onlyLine?.contains("run/bus.sock") == true, "\(result.errors)")
    }

    @Test(.enabled(if: isRoot, "only root can mount"))
    func `a full disk is refused with its reason, and so is a read-only one`() throws {
        let disk = try TestDisk(kilobytes: 64)
        try disk.fill()
        let full = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", disk.folder.path])
        #expect(full.status == 1 && full.onlyLine?.contains("No space left on device; make room there") == true, "\(full.errors)")
        #expect(!exists(disk.folder.path("run/bus.sock")))
        try disk.makeReadOnly()
        let readOnly = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", disk.folder.path])
        #expect(readOnly.status == 1 && readOnly.onlyLine?.contains("Read-only file system") == true, "\(readOnly.errors)")
    }

    @Test(.enabled(if: isRoot, "only root can mount"))
    func `a disk that fills up while the host runs stops nobody`() throws {
        let disk = try TestDisk(kilobytes: 512)
        _ = try disk.folder.makeFolder("plugins")
        for feature in [FeatureManifest.shell("noisy", "while :; do echo noise; sleep 0.02; done"), .sleeper("quiet")] {
            _ = try disk.folder.makeFolder("plugins/\(feature.id)")
            try disk.folder.write(feature.text, to: "plugins/\(feature.id)/plugin.toml")
        }
        let process = try ServerProcess(ServerProgram.ours.path, ["run", "--home", disk.folder.path])
        try process.waitForLine("ready")
        try disk.fill()
        let bus = try BusClient(path: disk.folder.path("run/bus.sock"))
        func view(_ id: String) throws -> FeatureView? {
            try bus.ask("kernel.status")["features"]?.array?.map { FeatureView($0) }.first { $0.id == id }
        }
        let pid = try #require(try view("quiet")?.pid)
        kill(pid, SIGKILL)
        try Deadline.wait(for: "a restart") { try view("quiet").map { $0.state == "ready" && $0.restarts == 1 } == true }
        try Deadline.wait(for: "words about it") { process.errors.contains("No space left on device") }
        #expect(try bus.ask("kernel.feature.stop", ["id": "noisy"])["state"]?.string == "stopped")
        #expect(try process.stop() == .exited(0))
    }
}
