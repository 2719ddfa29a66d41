import Glibc
import Support
import Testing
import Wire

/// A feature that dies comes back, and nobody else notices.
@Suite struct FeatureDeathTests {
    @Test func `killed with -9 it is restarted with a new pid, and the others keep theirs`() throws {
        let host = try RoostHost(running: [.sleeper("victim"), .sleeper("witness"), .sleeper("dependent", "after = ['victim']")])
        let before = try (host.feature("victim"), host.feature("witness"), host.feature("dependent"))
        kill(try #require(before.0.pid), SIGKILL)
        let after = try host.wait(for: "victim", to: "run anew") { $0.state == "ready" && $0.pid != before.0.pid }
        #expect(after.restarts == 1 && after.crashes == 1)
        #expect(after.cause == "killed by signal 9 (KILL)")
        #expect(try host.feature("witness").pid == before.1.pid)
        #expect(try host.feature("dependent").pid == before.2.pid)
        #expect(try host.feature("dependent").restarts == 0)
    }

    @Test func `its children go with it, wherever they went, and its port is free`() throws {
        let port = try freePort()
        let listener =
            "use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalAddr=>'127.0.0.1', LocalPort=>\(port), Listen=>5, ReuseAddr=>1) or die $!;"
            + "use POSIX; unless (fork) { POSIX::setsid(); unless (fork) { sleep 100000 } exit 0 } unless (fork) { sleep 100000 } print qq(up\\n); $|=1; sleep 100000"
        let feature = FeatureManifest(
            id: "family", command: ["/usr/bin/perl", "-e", listener], more: ["ready.by = 'tcp:127.0.0.1:\(port)'"])
        let host = try RoostHost(running: [feature])
        try Deadline.wait(for: "the family") { MachineProcess.all(markedBy: host.home, feature: "family").count == 3 }
        let old = MachineProcess.all(markedBy: host.home, feature: "family")
        kill(try #require(try host.feature("family").pid), SIGKILL)
        try host.wait(for: "family", to: "run anew") { $0.state == "ready" && $0.restarts == 1 }
        try Deadline.wait(for: "the old family to be gone") { old.filter(\.lives).isEmpty }
        #expect(host.log(of: "family").contains("in use") == false)
    }

    @Test func `the cause of each end is said`() throws {
        let host = try RoostHost(running: [
            .shell("exits", "echo on the way >&2; exit 42", "restart = 'temporary'"),
            .shell("aborts", "kill -ABRT $$", "restart = 'temporary'"),
            .shell(
                "late", "echo still thinking >&2; exec sleep 100000", "restart = 'temporary'", "ready.by = 'notify'", "ready.within = 0.3"),
            .shell("fine", "exit 0", "restart = 'transient'"),
        ])
        #expect(try host.feature("exits").cause == "exited with status 42")
        #expect(try host.feature("aborts").cause == "killed by signal 6 (ABRT)")
        #expect(try host.wait(for: "late", toBe: "stopped").cause == "not ready within 300 ms")
        #expect(try host.feature("fine").crashes == 0)
        let shown = try host.bus().ask("kernel.feature.show", ["id": "exits"])
        let crash = try #require(shown["history"]?.array?.first)
        #expect(crash["cause"]?.string == "exited with status 42" && crash["lastWords"]?.string == "on the way\n")
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `failing its health checks is a crash, with what the check said`() throws {
        let sick = FeatureManifest.shell(
            "sick", "exec sleep 100000", "ready.by = 'started'", "health.by = 'exec:echo no pulse >&2; exit 1'", "health.every = 0.1",
            "health.failures = 2", "restart = 'temporary'")
        let host = try RoostHost(running: [sick, .sleeper("well")])
        let before = try host.feature("well").pid
        let view = try host.wait(for: "sick", toBe: "stopped")
        #expect(view.cause == "failed 2 health checks in a row: no pulse")
        #expect(try host.feature("well").pid == before)
        #expect(MachineProcess.all(markedBy: host.home, feature: "sick").isEmpty)
    }

    @Test func `a plugin that stops beating is killed and restarted`() throws {
        let silent = FeatureManifest.perl(
            "silent", "hello(); ready(); hear() while 1;", "health.by = 'bus'", "health.every = 0.2", "health.failures = 2")
        let host = try RoostHost([silent])
        try host.start()
        let view = try host.wait(for: "silent", to: "crash") { $0.crashes >= 1 }
        #expect(view.cause?.contains("silent for") == true, "\(view)")
    }

    @Test func `one that hangs, stopped by SIGSTOP, is found out by its beats`() throws {
        let beating = FeatureManifest.perl(
            "beating", "hello(); ready(); while (1) { say3(qq(PUB kernel.beat 0\\r\\n\\r\\n)); select(undef, undef, undef, 0.1) }",
            "health.by = 'bus'", "health.every = 0.3", "health.failures = 2")
        let host = try RoostHost(running: [beating])
        let pid = try #require(try host.feature("beating").pid)
        kill(pid, SIGSTOP)
        try host.wait(for: "beating", to: "run anew") { $0.state == "ready" && $0.pid != pid }
        #expect(!MachineProcess(pid: pid).lives)
    }

    @Test func `a daemon that leaves its parent and dies takes nothing down and leaves nothing`() throws {
        let leave = "exit 0 if fork; POSIX::setsid(); exit 0 if fork; open F, q(>pid); print F qq($$\\n); close F; sleep 100000"
        let daemon = FeatureManifest.shell(
            "daemon", "cd $ROOST_DATA; perl -MPOSIX -e '\(leave)'; while ! test -s pid; do sleep 0.02; done", "restart = 'transient'")
        let host = try RoostHost(running: [daemon, .sleeper("other")])
        let other = try host.feature("other").pid
        let pid = try Deadline.waitForNumber(in: host.folder.path("data/daemon/pid"))
        try host.wait(for: "daemon", toBe: "stopped")
        try Deadline.wait(for: "the daemon to be gone") { !MachineProcess(pid: pid).lives }
        #expect(try host.feature("other").pid == other)
    }
}
