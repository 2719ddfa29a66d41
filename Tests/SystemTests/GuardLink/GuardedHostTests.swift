import Glibc
import Support
import Testing
import Wire

/// The real guard with the real host below it.
@Suite struct GuardedHostTests {
    /// Both slots hold the program under test; b is current.
    private func home() throws -> GuardedHome {
        let home = try GuardedHome(current: "b")
        for slot in ["a", "b"] {
            _ = try home.folder.makeFolder("slots/\(slot)/bin")
            symlink(ServerProgram.ours.path, home.path("\(slot)/bin/roost"))
        }
        _ = try home.folder.makeFolder("plugins")
        try home.folder.write(FeatureManifest.sleeper("one").text, to: "plugins/one.toml")
        return home
    }

    private func bus(of home: GuardedHome) throws -> BusClient {
        var client: BusClient?
        try Deadline.wait(for: "the host's socket") {
            client = try? BusClient(path: home.folder.path("run/bus.sock"))
            return client != nil
        }
        return client!
    }

    /// Waits for a host with another process number than that.
    private func waitForHost(of home: GuardedHome, otherThan old: Int32 = 0) throws -> Int32 {
        var pid: Int32 = 0
        try Deadline.wait(for: "a host; \(home.words)") {
            pid = Int32(home.folder.read("run/kernel.pid").dropLast()) ?? 0
            return pid != old && pid != 0
        }
        return pid
    }

    @Test func `a trial is confirmed over the bus, and a restart is no failure`() throws {
        let home = try home()
        try home.arm()
        try home.start()
        try home.waitForWords("slot b is ready")
        let first = try waitForHost(of: home)
        let client = try bus(of: home)
        let status = try client.ask("kernel.status")
        #expect(status["guard"] == true && status["slot"] == "b")
        #expect(try client.request("kernel.confirm", Array(#"{"transaction":"8"}"#.utf8)).code == "409")
        #expect(exists(home.path("trial")) && !exists(home.path("confirmed")))
        #expect(try client.ask("kernel.confirm", ["transaction": "7"]) == ["confirmed": true])
        #expect(home.value("transaction", of: "confirmed") == "7" && !exists(home.path("trial")))
        #expect(try client.ask("kernel.restart") == ["restarting": true])
        _ = try waitForHost(of: home, otherThan: first)
        #expect(try bus(of: home).ask("kernel.status")["slot"] == "b")
        #expect(!exists(home.path("fallback")))
        #expect(try home.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: home.folder.path).isEmpty)
    }

    /// A rollback leads slots/current back first and takes the trial's file away last.
    @Test func `a trial that is being taken back is not confirmed any more`() throws {
        let home = try home()
        try home.arm()
        try home.start()
        try home.waitForWords("slot b is ready")
        let client = try bus(of: home)
        unlink(home.path("current"))
        symlink("a", home.path("current"))
        #expect(try client.request("kernel.confirm", Array(#"{"transaction":"7"}"#.utf8)).code == "409")
        #expect(!exists(home.path("confirmed")) && exists(home.path("trial")))
        #expect(home.words.contains("not confirmed: slots/current does not lead to b any more"))
    }

    @Test func `a host whose guard was killed ends with all it started`() throws {
        let home = try home()
        try home.start()
        try home.waitForWords("slot b is ready")
        let pid = try waitForHost(of: home)
        home.process?.signal(SIGKILL)
        try Deadline.wait(for: "the host to end") { !MachineProcess(pid: pid).lives }
        #expect(MachineProcess.all(markedBy: home.folder.path).isEmpty)
    }
}
