import Glibc
import Support
import Testing

/// A feature that writes into its own folder without end costs its host next to nothing, and changes nothing for the others.
@Suite struct WriteStormTests {
    /// Makes, writes, renames and removes files as fast as it can, its unchanged manifest among them.
    private static let storm = """
        chdir $ARGV[0]; open(my $m, '<', 'plugin.toml'); my $manifest = join('', <$m>); my $n = 0; $| = 1;
        while (1) {
          for my $name ('a'..'e') { open(my $f, '>', $name); syswrite($f, 'x') for 1..20; rename($name, "$name.new"); }
          if ($n++ % 50 == 0) { open(my $f, '>', 'next'); print $f $manifest; close($f); rename('next', 'plugin.toml'); }
          unlink('a.new'); print "up\\n" if $n == 200;
        }
        """

    @Test(.tags(.slow)) func `the host goes on answering, reads manifests now and then, and takes up the last state`() throws {
        let host = try RoostHost(running: [.sleeper("steady"), .sleeper("stormy")])
        let (steady, pid) = (try host.feature("steady").pid, try host.running.pid)
        let storm = try ServerProcess("perl", ["-e", Self.storm, host.folder.path("plugins/stormy")])
        try storm.waitForLine("up")
        let scans = try OpenCounter(host.folder.path("plugins/steady/plugin.toml"))
        let (start, before) = (ContinuousClock.now, processorSeconds(of: pid))
        let deadline = Deadline(within: .seconds(4))
        while !deadline.hasPassed {
            #expect(try ContinuousClock().measure { _ = try host.status() } < .seconds(2))
            Deadline.pause(.milliseconds(50))
        }
        // What others change meanwhile is seen.
        try host.write(.sleeper("guest"))
        try host.wait(for: "guest", toBe: "ready")
        let elapsed = ContinuousClock.now - start
        #expect((1...Int(elapsed / .seconds(1)) + 2).contains(scans.value), "in \(elapsed)")
        // Listening to every write takes most of a processor.
        #expect(processorSeconds(of: pid) - before < elapsed / .seconds(1) * 0.3)

        #expect(storm.isRunning)
        storm.signal(SIGKILL)
        _ = try storm.waitForEnd()
        try host.write(.sleeper("stormy", "environment.ROUND = 'last'"))
        try host.wait(for: "stormy", to: "run by its last manifest") { view in
            view.state == "ready" && view.pid.map { MachineProcess(pid: $0).environment.contains("ROUND=last") } == true
        }
        #expect(try host.feature("steady").pid == steady)
    }

    /// Its own, not its children's. (/proc/PID/stat)
    private func processorSeconds(of pid: Int32) -> Double {
        let fields = readText("/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 12 ? ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / Double(sysconf(Int32(_SC_CLK_TCK))) : 0
    }
}
