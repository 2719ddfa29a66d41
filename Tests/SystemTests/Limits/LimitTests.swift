import Glibc
import Support
import Testing
import Wire

/// What a manifest limits is limited, and running into it is the feature's own affair.
@Suite struct LimitTests {
    /// What this machine lets a host enforce.
    private static let enforced: Set<String> = {
        guard let host = try? RoostHost(running: []), let report = try? host.bus().ask("kernel.doctor") else { return [] }
        let names = (report["checks"]?.array ?? []).filter { $0["ok"]?.bool == true }.compactMap { $0["name"]?.string }
        _ = try? host.stop()
        return Set(names)
    }()

    private static var canLimitProcesses: Bool { enforced.contains("limit-processes") }
    private static var canLimitMemory: Bool { enforced.contains("limit-memory") }

    /// It makes sure itself that it is confined before it begins.
    private static let bomb = """
        open F, '/proc/self/cgroup'; die 'not confined' unless grep m{pids.*/roost-}, <F>; close F; $| = 1; my $n = 0;
        while ($n < 5000) { my $p = fork; if (defined $p) { $n++ } else { print qq(no more\\n) if $n++ % 500 == 0 } }
        sleep 100000
        """

    @Test(.enabled(if: canLimitProcesses, "no control group for processes can be written here"))
    func `a fork bomb fills its own limit and nothing else`() throws {
        let bomber = FeatureManifest(id: "bomber", command: ["/usr/bin/perl", "-e", Self.bomb], more: ["limits.processes = 24"])
        let host = try RoostHost(running: [bomber, .sleeper("other", "limits.processes = 24")])
        let other = try host.feature("other").pid
        try Deadline.wait(for: "the bomb to be full") { host.log(of: "bomber").contains("no more") }
        #expect(MachineProcess.all(markedBy: host.home, feature: "bomber").count <= 24)
        #expect(try ContinuousClock().measure { _ = try host.status() } < .seconds(1))
        let stopped = try host.roost("feature", "stop", "bomber")
        #expect(stopped.output == "bomber: stopped\n", "\(stopped)")
        #expect(MachineProcess.all(markedBy: host.home, feature: "bomber").isEmpty)
        #expect(try host.feature("other").pid == other)
        #expect(try host.stop() == .exited(0))
    }

    @Test(.enabled(if: canLimitProcesses, "no control group for processes can be written here"))
    func `a fork bomb whose host is killed is cleared away by the next one`() throws {
        let bomber = FeatureManifest(id: "bomber", command: ["/usr/bin/perl", "-e", Self.bomb], more: ["limits.processes = 24"])
        let host = try RoostHost(running: [bomber])
        try Deadline.wait(for: "the bomb to be full") { host.log(of: "bomber").contains("no more") }
        let old = MachineProcess.all(markedBy: host.home)
        try host.killHost()
        try host.start()
        #expect(old.filter(\.lives).isEmpty)
        #expect(try host.feature("bomber").state == "ready")
        #expect(try host.stop() == .exited(0))
    }

    @Test(.enabled(if: canLimitMemory, "no control group for memory can be written here"))
    func `eating more memory than its limit is told as that`() throws {
        let eater = FeatureManifest(
            id: "eater", command: ["/usr/bin/perl", "-e", "my @eaten; push @eaten, chr(65 + @eaten % 20) x (1 << 20) while 1"],
            more: ["limits.memory = '48M'", "restart = 'temporary'"])
        let host = try RoostHost(running: [eater, .sleeper("other", "limits.memory = '48M'")])
        let other = try host.feature("other").pid
        let view = try host.wait(for: "eater", toBe: "stopped")
        #expect(view.cause == "ran out of memory (limit 48M)")
        #expect(try host.feature("other").pid == other)
    }

    @Test func `leaking descriptors ends at its own limit`() throws {
        let leak =
            "my @open; $| = 1; while (1) { my $f; if (open $f, '<', '/dev/null') { push @open, $f } else { print scalar(@open), qq( then $!\\n); last } } sleep 100000"
        let leaker = FeatureManifest(id: "leaker", command: ["/usr/bin/perl", "-e", leak], more: ["limits.open-files = 32"])
        let host = try RoostHost(running: [leaker])
        try Deadline.wait(for: "the limit") { host.log(of: "leaker").contains("Too many open files") }
        let line = try #require(host.log(of: "leaker").split(separator: "\n").first { $0.contains("then") })
        let count = try #require(line.split(separator: " ").dropFirst(2).first.flatMap { Int($0) })
        #expect(count <= 29 && count > 20)
        #expect(try host.feature("leaker").state == "ready")
    }

    @Test func `restarts leak nothing in the host`() throws {
        let plugin = FeatureManifest.perl("plugin", "hello(); ready(); hear() while 1;", "limits.processes = 5")
        let probed = FeatureManifest.sleeper("probed", "ready.by = 'exec:true'", "health.by = 'exec:true'", "health.every = 0.1")
        let host = try RoostHost(running: [plugin, probed])
        let descriptors = "/proc/\(try host.running.pid)/fd"
        _ = try host.bus().ask("kernel.feature.restart", ["id": "plugin"])
        let before = entries(of: descriptors)
        for _ in 0..<25 { _ = try host.bus().ask("kernel.feature.restart", ["id": "plugin"]) }
        for _ in 0..<5 { _ = try host.bus().ask("kernel.feature.restart", ["id": "probed"]) }
        // A probe may be under way when one looks.
        try Deadline.wait(for: "as many descriptors as before") { entries(of: descriptors) <= before }
        #expect(try host.feature("plugin").crashes == 0)
    }

    private func entries(of path: String) -> Int {
        guard let folder = opendir(path) else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }

    @Test func `limits that cannot be enforced here are said`() throws {
        let host = try RoostHost(running: [
            .sleeper("one", "limits.memory = '64M'", "limits.processes = 9", "limits.open-files = 99", "limits.cpu = 0.5")
        ])
        let shown = try host.bus().ask("kernel.feature.show", ["id": "one"])
        let limits = try #require(shown["limits"]?.array)
        let names = limits.compactMap { $0["name"]?.string }
        for name in ["memory", "processes", "open-files", "cpu"] { #expect(names.contains(name)) }
        #expect(limits.allSatisfy { $0["how"]?.string?.isEmpty == false && $0["enforced"]?.bool != nil })
        for (name, check) in [("memory", "limit-memory"), ("processes", "limit-processes"), ("cpu", "limit-cpu")] {
            let limit = try #require(limits.first { $0["name"]?.string == name })
            #expect(limit["enforced"]?.bool == Self.enforced.contains(check) || limit["enforced"]?.bool == true, "\(name)")
        }
    }

    /// The debug build is dynamic: its loader would obey. What it said for the feature alone names no other program.
    @Test func `a manifest's variables reach its feature, not the programs of the host that start and probe it`() throws {
        let folder = try TemporaryFolder("loader")
        chmod(folder.path, 0o777)
        let host = try RoostHost(running: [
            .sleeper(
                "a", "environment = { LD_DEBUG = 'files', LD_DEBUG_OUTPUT = '\(folder.path)/said' }", "health.by = 'tcp:127.0.0.1:1'",
                "health.every = 0.1", "health.failures = 1000", "ready.by = 'exec:true'")
        ])
        let pid = try #require(try host.feature("a").pid)
        try Deadline.wait(for: "its loader to speak") { exists("\(folder.path)/said.\(pid)") }
        #expect(try host.stop() == .exited(0))
        let ofHost = try CommandResult(of: "/bin/sh", ["-c", "grep -l roost '\(folder.path)'/said.*"])
        #expect(ofHost.output == "", "\(readText("\(folder.path)/said.\(pid)").prefix(1000))")
    }

    /// It has the host's uid, but its files' sandbox keeps it from leaving its groups.
    @Test(.enabled(if: canLimitProcesses, "no control group for processes can be written here"))
    func `a feature that leaves its session and wipes its environment is no administrator`() throws {
        let host = try RoostHost([.sleeper("good")])
        let command = "env -i setsid '\(ServerProgram.ours.path)' feature stop good --home '\(host.home)'"
        try host.write(.shell("evil", "\(command) 2>&1; echo end $?; exec sleep 100000", "limits.processes = 24", "sandbox.read = ['/']"))
        try host.start()
        try Deadline.wait(for: "its try") { host.log(of: "evil").contains("out end") }
        #expect(host.log(of: "evil").contains("out end 1"), "\(host.log(of: "evil"))")
        #expect(try host.feature("good").state == "ready")
        #expect(try host.stop() == .exited(0))
    }
}
