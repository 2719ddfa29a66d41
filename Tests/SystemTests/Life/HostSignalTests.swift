import Glibc
import Support
import Testing
import Wire

/// What else may be sent to a host, and where its words go.
@Suite struct HostSignalTests {
    @Test(arguments: [SIGUSR1, SIGUSR2, SIGPIPE, SIGWINCH, SIGCONT, SIGCHLD])
    func `a signal that asks for nothing changes nothing`(signal: Int32) throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let pid = try host.feature("one").pid
        for _ in 0..<3 {
            try host.running.signal(signal)
            #expect(try host.feature("one").pid == pid)
        }
        try host.running.requireRunning()
        #expect(try host.stop() == .exited(0))
    }

    @Test func `the end of its terminal stops it, unless it was started to outlive that`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        #expect(try host.stop(by: SIGHUP) == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
        host.prefix = ["nohup"]
        try host.start()
        let pid = try host.feature("one").pid
        try host.running.signal(SIGHUP)
        #expect(try host.feature("one").pid == pid)
        #expect(try host.stop() == .exited(0))
    }

    @Test(arguments: [">'PIPE'", "2>'PIPE'", ">'PIPE' 2>'PIPE'"])
    func `whoever read its words has gone: it goes on`(words: String) throws {
        let host = try RoostHost([.shell("crasher", "exit 1"), .sleeper("one")], configuration: "[supervision]\ndelays = [0]\n")
        let pipe = host.folder.path("pipe")
        mkfifo(pipe, 0o600)
        // The only reader is closed before the host begins.
        let script = "exec 9<>'\(pipe)'; exec \"$@\" \(words.replacing("PIPE", with: pipe)) 9<&-"
        let process = try ServerProcess("/bin/sh", ["-c", script, "sh", ServerProgram.ours.path, "run", "--home", host.home])
        try Deadline.wait(for: "its socket") {
            try process.requireRunning()
            return (try? RawSocket(path: host.socket)) != nil
        }
        let bus = try BusClient(path: host.socket)
        func state(_ id: String) throws -> String? {
            try bus.ask("kernel.status")["features"]?.array?.map { FeatureView($0) }.first { $0.id == id }?.state
        }
        try Deadline.wait(for: "the crasher's end", every: .milliseconds(10)) { try state("crasher") == "disabled" }
        #expect(try state("one") == "ready")
        #expect(try process.stop() == .exited(0))
    }

    @Test func `ready is said once, whatever comes later`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        kill(try #require(try host.feature("one").pid), SIGKILL)
        try host.wait(for: "one", to: "run anew") { $0.state == "ready" && $0.restarts == 1 }
        try host.write(.sleeper("two"))
        try host.wait(for: "two", toBe: "ready")
        _ = try host.bus().ask("kernel.rescan")
        try host.running.signal(SIGUSR1)
        #expect(try host.roost("feature", "restart", "two").status == 0)
        #expect(try host.stop() == .exited(0))
        #expect(try host.running.output == "ready\n")
    }
}
