import Glibc
import Support
import Testing
import Wire

/// However carelessly a host is started, it works.
@Suite struct HostSurroundingsTests {
    /// A shell that becomes the host, in the way that the words before `exec` say.
    private func start(_ words: String, _ host: RoostHost) throws -> ServerProcess {
        try ServerProcess("/bin/sh", ["-c", "\(words)", "sh", ServerProgram.ours.path, "run", "--home", host.home])
    }

    @Test func `a log that nobody reads holds nobody up`() throws {
        let crasher = FeatureManifest.shell("crasher", "exit 1")
        let host = try RoostHost(
            [crasher, .sleeper("steady")], configuration: "[supervision]\ndelays = [0]\ncrashes = 1000\n[log]\nlevel = 'debug'\n")
        // The pipe is held open by a process that never reads it.
        let pipe = host.folder.path("pipe")
        mkfifo(pipe, 0o600)
        let process = try start("sleep 100000 <>'\(pipe)' & exec \"$@\" 2>'\(pipe)'", host)
        try process.waitForLine("ready")
        let bus = try BusClient(path: host.socket)
        try Deadline.wait(for: "many crashes", within: .seconds(120), every: .milliseconds(50)) {
            try bus.ask("kernel.feature.show", ["id": "crasher"])["restarts"]?.integer ?? 0 > 300
        }
        // Read at last, it is whole lines, and one of them says what is missing.
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        var log = Self.drain(reader)
        #expect(try process.stop() == .exited(0))
        log += Self.drain(reader)
        let lines = log.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 100 && log.last == UInt8(ascii: "\n"))
        let messages = try lines.map { try JSON(parsing: Array($0))["message"]?.string ?? "" }
        #expect(messages.contains { $0.hasSuffix("lines of this log were lost: nobody read it") })
    }

    private static func drain(_ descriptor: Int32) -> [UInt8] {
        var (all, some) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while case let count = read(descriptor, &some, some.count), count > 0 { all += some[..<count] }
        return all
    }

    @Test(arguments: ["exec \"$@\" <&- >&- 2>&-", "exec \"$@\" <&-", "exec \"$@\" 2>&-", "exec \"$@\" >&-"])
    func `started without standard descriptors it runs, and stops cleanly`(words: String) throws {
        let host = try RoostHost([.shell("one", "echo heard; exec sleep 100000")])
        let process = try start(words, host)
        try Deadline.wait(for: "the feature to speak") { host.log(of: "one").contains("out heard") }
        #expect(host.folder.read("run/kernel.pid") == "\(process.pid)\n")
        #expect(try process.stop() == .exited(0))
        #expect(host.folder.read("run/kernel.pid") == "\(process.pid)\n" || host.folder.read("run/kernel.pid") == "")
    }

    @Test func `all its signals blocked by who started it, it hears them all the same`() throws {
        let host = try RoostHost([.shell("crasher", "test -e $ROOST_DATA/x && exec sleep 100000; touch $ROOST_DATA/x; exit 1")])
        let block =
            "use POSIX; sigprocmask(SIG_BLOCK, POSIX::SigSet->new(1..31)); $SIG{$_} = 'IGNORE' for qw(TERM INT CHLD PIPE); exec @ARGV"
        let process = try ServerProcess("perl", ["-e", block, ServerProgram.ours.path, "run", "--home", host.home])
        try process.waitForLine("ready")
        let bus = try BusClient(path: host.socket)
        try Deadline.wait(for: "a restart") { try bus.ask("kernel.feature.show", ["id": "crasher"])["restarts"]?.integer == 1 }
        #expect(try process.stop() == .exited(0))
    }

    @Test func `a home that is a link, or relative, is the same home`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let link = try TemporaryFolder("link")
        symlink(host.home, link.path("home"))
        let through = try CommandResult(of: ServerProgram.ours.path, ["status", "--home", link.path("home")])
        #expect(through.status == 0)
        let second = try CommandResult(of: ServerProgram.ours.path, ["run", "--home", link.path("home") + "/"])
        let pid = try host.running.pid
        #expect(second.status == 1 && second.onlyLine?.contains("pid \(pid)") == true, "\(second.errors)")
        let relative = try CommandResult(
            of: "/bin/sh", ["-c", "cd '\(host.home)/run' && exec '\(ServerProgram.ours.path)' status --home .."])
        #expect(relative.status == 0, "\(relative.errors)")
    }

    @Test func `few descriptors: what cannot be started is said, the host and the others go on`() throws {
        let host = try RoostHost((0..<20).map { .sleeper("f\($0)") })
        host.prefix = ["prlimit", "--nofile=40:40"]
        try host.start()
        let features = try #require(try host.status()["features"]?.array).map { FeatureView($0) }
        #expect(features.contains { $0.state == "ready" })
        let failed = features.filter { $0.state != "ready" }
        #expect(!failed.isEmpty && failed.allSatisfy { $0.cause?.contains("too many open files") == true })
        #expect(try host.roost("status").status == 0)
        #expect(try host.stop() == .exited(0))
    }
}
