import Glibc
import Support
import Testing
import Wire

/// What one feature takes from all is not the others' fault.
@Suite(.enabled(if: geteuid() == 0, "only root can become a user with few processes"))
struct ShortageTests {
    private static let bomb = """
        $| = 1; my $said = 0;
        while (1) {
          my $p = fork; if (!defined $p) { print qq(no more\n) unless $said++; select(undef, undef, undef, 0.02) }
          elsif ($p == 0) { sleep 100000; exit }
        }
        """

    @Test func `while no process can be started nobody is called ill or crashed for it`() throws {
        let host = try RoostHost(
            [
                // Whoever came after it might never be started.
                FeatureManifest(id: "bomber", command: ["/usr/bin/perl", "-e", Self.bomb], more: ["after = ['asked', 'killed']"]),
                .sleeper("asked", "health.by = 'exec:true'", "health.every = 0.1"), .sleeper("killed"),
            ], configuration: "[supervision]\ndelays = [0.5]\n")
        // A user nobody else is: its processes are counted over the whole machine.
        let user = 54_000 + getpid() % 1000
        chown(host.home, uid_t(user), uid_t(user))
        chown(host.folder.path("plugins"), uid_t(user), uid_t(user))
        host.prefix = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "prlimit", "--nproc=40"]
        try host.start()
        let asked = try host.feature("asked").pid
        try Deadline.wait(for: "the bomb to be full") { host.log(of: "bomber").contains("no more") }
        kill(try #require(try host.feature("killed").pid), SIGKILL)
        let waiting = try host.wait(for: "killed", to: "be put off") { $0.cause?.contains("could not be started for now") == true }
        #expect(waiting.state == "backoff" && waiting.crashes == 1)
        let since = try host.status()["uptimeSeconds"]?.double ?? 0
        try Deadline.wait(for: "a second of want") { (try host.status()["uptimeSeconds"]?.double ?? 0) > since + 1 }
        let stopped = try host.roost("feature", "stop", "bomber")
        #expect(stopped.status == 0, "\(stopped)")
        let back = try host.wait(for: "killed", toBe: "ready")
        #expect(back.crashes == 1 && back.restarts == 1, "\(back)")
        let other = try host.feature("asked")
        #expect(other.pid == asked && other.restarts == 0 && other.crashes == 0, "\(other)")
        #expect(try host.stop() == .exited(0))
    }
}
