import Glibc
import Support
import Testing

/// Who comes in at bus.sock: a feature's process is that feature, however far it went; who cannot be told is refused.
struct DoorTests {
    /// Connects, asks for what only an administrator may have, and writes down what it was answered.
    private static let knock = """
        use strict; use IO::Socket::UNIX; my ($path, $out, $times) = @ARGV;
        for my $time (1 .. $times) {
          my $s = IO::Socket::UNIX->new(Peer => $path) or die "$path: $!"; my $all = '';
          syswrite($s, qq(CONNECT {"verbose":false,"pedantic":false}\\r\\nSUB secret.x 1\\r\\nPING\\r\\n));
          while (sysread($s, my $some, 65536)) { $all .= $some; last if $all =~ /PONG|-ERR/ }
          open(my $f, '>', "$out.$time.new"); print $f $all; close $f; rename("$out.$time.new", "$out.$time");
          select(undef, undef, undef, 0.5) if $time < $times;
        }
        sleep 100000;

        """

    /// Out of its session, without its environment, its parent gone.
    private func hide(_ host: RoostHost, after seconds: Double, _ more: String...) throws -> FeatureManifest {
        try host.folder.write(Self.knock, to: "knock.pl")
        chmod(host.home, 0o777)
        let words = "env -i /usr/bin/perl \(host.folder.path("knock.pl")) \(host.socket) \(host.folder.path("answer")) 2"
        let script = "sleep \(seconds); setsid sh -c '\(words) & exit'; exec sleep 100000"
        var manifest = FeatureManifest.shell("evil", script)
        manifest.more = more
        return manifest
    }

    private func answer(_ host: RoostHost, _ time: Int) throws -> String {
        let name = "answer.\(time)"
        try Deadline.wait(for: "answer \(time); log: \(host.log(of: "evil"))") { exists(host.folder.path(name)) }
        return host.folder.read(name)
    }

    @Test func `a process that a feature has hidden before it was tracked is nobody's administrator`() throws {
        let host = try RoostHost()
        try host.write(hide(host, after: 0))
        try host.start()
        for time in 1...2 {
            let answer = try answer(host, time)
            #expect(answer.contains("-ERR 'Authorization Violation") || answer.contains("-ERR 'Permissions Violation"), "\(answer)")
        }
    }

    @Test(arguments: [[], ["limits.processes = 20"]])
    func `a hidden process of a feature's group is that feature`(more: [String]) throws {
        let host = try RoostHost()
        var evil = try hide(host, after: more.isEmpty ? 0.5 : 0)
        evil.more = more
        try host.write(evil)
        try host.start()
        let answer = try answer(host, 1)
        #expect(answer.contains("-ERR 'Permissions Violation for Subscription to \"secret.x\"'"), "\(answer)")
    }

    @Test func `who is gone when the host looks is refused, and told why`() throws {
        let host = try RoostHost(running: [])
        let pid = try host.running.pid
        let script = """
            use strict; use Socket; my ($path, $host) = @ARGV;
            socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die; kill 'STOP', $host;
            if (my $child = fork) { waitpid($child, 0) } else { connect($s, sockaddr_un($path)) or die "$!"; exit 0 }
            kill 'CONT', $host; my $all = ''; while (sysread($s, my $some, 65536)) { $all .= $some; last if $all =~ /-ERR.*\\n/ } print $all;
            """
        let result = try CommandResult(of: "perl", ["-e", script, host.socket, String(pid)])
        #expect(result.output.contains("-ERR 'Authorization Violation") && result.output.contains("gone"), "\(result)")
    }

    @Test func `a process that only runs beside the host is an administrator still`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        let result = try CommandResult(of: "setsid", ["env", "-i", ServerProgram.ours.path, "status", "--home", host.home])
        #expect(result.status == 0, "\(result.errors)")
    }
}
