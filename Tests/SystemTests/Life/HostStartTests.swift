import Glibc
import Support
import Testing
import Wire

/// A host comes up quickly, says so, and there is one of it.
@Suite struct HostStartTests {
    /// Within 100 ms, as `roost-bench features` measures; a test beside hundreds of others cannot.
    @Test func `a host without features is ready at once`() throws {
        let host = try RoostHost()
        try host.start()
        #expect(try host.running.output == "ready\n")
        #expect(try host.stop() == .exited(0))
    }

    @Test func `ready is one line, said when every feature is ready or has failed`() throws {
        let slow = FeatureManifest.shell(
            "slow", "sleep 0.7; touch $ROOST_DATA/up; exec sleep 100000", "ready.by = 'exec:test -e $ROOST_DATA/up'")
        let broken = FeatureManifest.shell("broken", "exit 3", "restart = 'temporary'")
        let host = try RoostHost([slow, broken, .sleeper("after-slow", "after = ['slow']")])
        try host.start(awaitingReady: false)
        try host.wait(for: "slow", toBe: "starting")
        #expect(try host.feature("after-slow").state == "stopped")
        #expect(try host.running.output == "")
        try host.waitUntilReady()
        #expect(try host.feature("slow").state == "ready")
        #expect(try host.feature("after-slow").state == "ready")
        #expect(try host.feature("broken").state == "stopped")
        #expect(try host.stop() == .exited(0))
        #expect(try host.running.output == "ready\n")
    }

    @Test func `status says the same to scripts under stable keys`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let result = try host.roost("status", "--json")
        let json = try JSON(parsing: Array(result.output.utf8))
        #expect(result.status == 0 && json["version"]?.string != nil && json["uptimeSeconds"]?.double != nil)
        let feature = try #require(json["features"]?.array?.first)
        #expect(json.object?.map(\.name) == ["version", "uptimeSeconds", "features", "bus", "slot", "guard"])
        #expect(feature.object?.map(\.name) == ["id", "version", "state", "pid", "restarts", "crashes", "cause", "since"])
        #expect(FeatureView(feature).state == "ready" && feature["cause"] == .null)
    }

    @Test func `a second host on the same home is refused with the pid of the first`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let before = try host.feature("one").pid
        let second = try host.roost("run")
        #expect(second.status == 1)
        #expect(second.output == "")
        let line = try #require(second.onlyLine)
        #expect(line.contains("pid \(try host.running.pid)") && line.contains(host.home))
        #expect(try host.feature("one").pid == before)
    }

    @Test func `a stale socket, pid file and ledger are no obstacle`() throws {
        let host = try RoostHost([.sleeper("one")])
        _ = try host.folder.makeFolder("run")
        try host.folder.write("#!/bin/sh\n", to: "run/bus.sock")
        try host.folder.write("1\n", to: "run/kernel.pid")
        try host.folder.write("no such boot\n1 1 one\n\u{FF}\n1 2 3 4\n", to: "run/processes")
        try host.start()
        #expect(try host.feature("one").state == "ready")
        #expect(try host.stop() == .exited(0))
    }

    /// Whoever can open a file can lock it.
    @Test(.enabled(if: geteuid() == 0)) func `a stranger can lock nothing that the host needs`() throws {
        let host = try RoostHost([.sleeper("one")])
        try host.start()
        #expect(try host.stop() == .exited(0))
        chmod(host.home, 0o755)
        let stranger = ["--reuid=65534", "--clear-groups", "flock", "-n", "--no-fork"]
        let words = stranger + ["\(host.home)/run/kernel.pid", "sh", "-c", "echo held; exec sleep 100000"]
        let holder = try ServerProcess("setpriv", words)
        try holder.waitForLine("held")
        #expect(try CommandResult(of: "setpriv", stranger + ["\(host.home)/run/kernel.lock", "true"]).status != 0)
        try host.start()
        #expect(try host.feature("one").state == "ready")
        #expect(try host.stop() == .exited(0))
        _ = try holder.stop()
    }

    @Test func `without a host every command about one says so and ends with 3`() throws {
        let host = try RoostHost()
        let commands = [["status"], ["feature", "list"], ["feature", "stop", "x"], ["bus", "request", "kernel.status"]]
        for command in commands {
            let result = try CommandResult(of: ServerProgram.ours.path, command + ["--home", host.home])
            #expect(result.status == 3, "\(command)")
            #expect(result.onlyLine?.contains("no host is running on \(host.home)") == true, "\(result.errors)")
        }
    }

    @Test func `wrong usage ends with 2`() throws {
        for command in [
            ["stauts"], ["run", "--no-such"], ["feature", "stop"], ["feature", "logs", "x", "-n", "-1"], ["status", "extra"],
        ] {
            let result = try CommandResult(of: ServerProgram.ours.path, command)
            #expect(result.status == 2, "\(command): \(result.errors)")
            #expect(!result.errors.isEmpty)
        }
    }
}
