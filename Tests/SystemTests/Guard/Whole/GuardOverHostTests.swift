import Glibc
import Support
import Testing
import Wire

/// The real guard over the real host: what follows when one of the two fails. Confirming is in GuardLink.
@Suite struct GuardOverHostTests {
    /// Both slots hold the host under test.
    private func home(current: String = "a") throws -> GuardedHome {
        let home = try GuardedHome(current: current)
        for slot in ["a", "b"] {
            _ = try home.folder.makeFolder("slots/\(slot)/bin")
            symlink(ServerProgram.ours.path, home.path("\(slot)/bin/roost"))
        }
        _ = try home.folder.makeFolder("plugins")
        try home.folder.write(FeatureManifest.sleeper("sleeper").text, to: "plugins/sleeper.toml")
        return home
    }

    private func ask(_ home: GuardedHome, _ subject: String) throws -> CommandResult {
        try CommandResult(of: ServerProgram.ours.path, ["bus", "request", subject, "{}", "--home", home.folder.path])
    }

    private func kernel(of home: GuardedHome) throws -> Int32 { try Deadline.waitForNumber(in: home.folder.path("run/kernel.pid")) }

    private func waitUntilReady(_ slot: String, times: Int = 1, within time: Duration = Deadline.patience, _ home: GuardedHome) throws {
        try Deadline.wait(for: "slot \(slot), ready \(times) times: \(home.words)", within: time) {
            home.words.split(separator: "\n").filter { $0 == "roost-guard: slot \(slot) is ready" }.count == times
        }
    }

    @Test func `a host says that it is guarded, and in which slot; killed, it is back`() throws {
        let home = try home()
        try home.start()
        try waitUntilReady("a", home)
        let status = try JSON(parsing: Array(ask(home, "kernel.status").output.utf8))
        #expect(status["guard"]?.bool == true && status["slot"]?.string == "a", "\(status)")
        kill(try kernel(of: home), SIGKILL)
        try waitUntilReady("a", times: 2, home)
        #expect(MachineProcess.all(markedBy: home.folder.path, feature: "sleeper").count == 1)
        #expect(try home.process?.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: home.folder.path).isEmpty)
    }

    @Test func `a new slot that nobody confirms is left, though its host runs well`() throws {
        // How long a host takes to run well is the machine's to say.
        for deadline in [3, 15, 75] {
            let home = try home(current: "b")
            try home.arm(deadline: deadline)
            try home.start()
            try waitUntilReady("a", within: .seconds(deadline + 120), home)
            #expect(home.value("reason", of: "fallback") == "nobody confirmed it within \(deadline) s")
            #expect(MachineProcess.all(markedBy: home.folder.path, feature: "sleeper").count == 1)
            if home.words.contains("roost-guard: slot b is ready") { return }
        }
        Issue.record("its host did not run well within 75 s")
    }

    @Test func `a restart goes where slots current points by then`() throws {
        let home = try home()
        try home.start()
        try waitUntilReady("a", home)
        unlink(home.path("current"))
        symlink("b", home.path("current"))
        #expect(try ask(home, "kernel.restart").status == 0)
        try waitUntilReady("b", home)
        #expect(home.words.contains("the kernel ends to be started again"))
        #expect(!home.words.contains("the next start is in"))
    }

    @Test func `a guard that is killed takes its host along, and its successor starts another one without blame`() throws {
        let home = try home()
        try home.start()
        try waitUntilReady("a", home)
        let old = MachineProcess(pid: try kernel(of: home))
        home.process?.signal(SIGKILL)
        _ = try home.process?.waitForEnd()
        try home.start()
        try waitUntilReady("a", home)
        #expect(!old.lives)
        #expect(!home.words.contains("the kernel of slot a"), "\(home.words)")
    }
}
