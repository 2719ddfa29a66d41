import Glibc
import Support
import Testing
import Wire

/// Who may do what: strangers nothing, an unprivileged host what it can.
@Suite(.enabled(if: geteuid() == 0, "only root can become somebody else"))
struct PrivilegeTests {
    private static let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]

    @Test func `a stranger at the socket is refused with a clear word`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let pid = try host.feature("one").pid
        for mode in [0o660, 0o666] as [mode_t] {
            // Even if somebody opened the file to all: the kernel asks who comes.
            chmod(host.socket, mode)
            for command in [["status"], ["feature", "stop", "one"]] {
                let words = Self.asNobody + [ServerProgram.ours.path] + command + ["--home", host.home]
                let result = try CommandResult(of: "setpriv", words)
                #expect(result.status == 1 && result.onlyLine?.contains("permission denied") == true, "\(result.errors)")
            }
        }
        #expect(try host.feature("one").pid == pid)
    }

    @Test func `a host that is not root runs with what it can`() throws {
        let host = try RoostHost([
            .sleeper("plain", "limits.memory = '64M'", "limits.open-files = 64"),
            .sleeper("other-user", "sandbox.user = 'root'", "restart = 'temporary'"),
        ])
        chown(host.home, 65534, 65534)
        chown(host.folder.path("plugins"), 65534, 65534)
        host.prefix = ["setpriv"] + Self.asNobody
        try host.start()
        let plain = try host.wait(for: "plain", toBe: "ready")
        #expect(readText("/proc/\(try #require(plain.pid))/status").contains("Uid:\t65534"))
        // What it cannot do is said, not passed over.
        for (id, name) in [("plain", "memory"), ("other-user", "user")] {
            let shown = try host.bus().ask("kernel.feature.show", ["id": .string(id)])
            let limit = try #require(shown["limits"]?.array?.first { $0["name"]?.string == name }, "\(shown)")
            #expect(limit["enforced"]?.bool == false || name == "memory", "\(limit)")
            #expect(limit["how"]?.string?.isEmpty == false)
        }
        kill(try #require(plain.pid), SIGKILL)
        try host.wait(for: "plain", to: "run anew") { $0.state == "ready" && $0.restarts == 1 }
        try host.killHost()
        try host.start()
        #expect(try host.feature("plain").state == "ready")
        #expect(try host.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `a feature with another user and a sandbox reaches only its own`() throws {
        let script = """
            id -u; cat "$ROOST_HOME/run/bus.sock" 2>&1; ls "$ROOST_HOME/logs" 2>&1; touch /tmp/roost-escaped 2>&1;
            kill -0 $PPID 2>&1; touch "$ROOST_DATA/mine" && echo wrote mine; echo end; exec sleep 100000
            """
        let host = try RoostHost(running: [
            .shell(
                "caged", script, "sandbox.user = 'nobody'", "sandbox.read = ['./']", "sandbox.write = ['@data']", "sandbox.network = 'none'"
            )
        ])
        try Deadline.wait(for: "its tries") { host.log(of: "caged").contains("out end") }
        let log = host.log(of: "caged")
        #expect(log.contains("out 65534") && log.contains("out wrote mine"))
        #expect(log.split(separator: "\n").count { $0.contains("ermission denied") || $0.contains("not permitted") } >= 3, "\(log)")
        #expect(!exists("/tmp/roost-escaped"))
    }
}
