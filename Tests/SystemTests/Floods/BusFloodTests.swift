import Glibc
import Support
import Testing
import Wire

/// What a plugin does to its connection is its own loss.
@Suite struct BusFloodTests {
    private static let echo = FeatureManifest.perl(
        "echo",
        "hello(); say3(qq(SUB echo.ask 1\\r\\n)); ready();"
            + "while (1) { my $l = hear(); if ($l =~ /^PING/) { say3(qq(PONG\\r\\n)) }"
            + " elsif ($l =~ /^MSG \\S+ 1 (\\S+) (\\d+)/) { my $b = take($2); say3(qq(PUB $1 $2\\r\\n$b\\r\\n)) } }",
        "permissions.subscribe = ['echo.>']")

    @Test func `one that never reads is cut off and counted, and the others go on`() throws {
        let sink = FeatureManifest.perl(
            "sink", "hello(); say3(qq(SUB event.flood 1\\r\\n)); ready(); sleep 100000", "permissions.subscribe = ['event.flood']")
        let host = try RoostHost(running: [sink, Self.echo], configuration: RoostHost.quickRestarts + "[bus]\nmax_pending = '2M'\n")
        let publisher = try BusClient(path: host.socket)
        let block = [UInt8](repeating: 0x61, count: 65_536)
        for _ in 0..<200 {
            try publisher.publish("event.flood", block)
            #expect(try host.bus().request("echo.ask", Array("x".utf8)).text == "x")
        }
        try publisher.settle()
        let bus = try #require(try host.status()["bus"])
        #expect(bus["slowConsumers"]?.integer == 1)
        #expect(try host.roost("status").output.contains("1 cut off for not reading"))
        #expect(try residentKilobytes(of: host.running.pid) < 80_000)
        let peers = try #require(try host.bus().ask("kernel.bus.peers")["peers"]?.array)
        #expect(!peers.contains { $0["feature"]?.string == "sink" })
    }

    @Test(.tags(.slow)) func `one that floods without reading crashes itself, while another pair is served`() throws {
        let flooder = FeatureManifest.perl(
            "flooder",
            "hello(); say3(qq(SUB feature.flooder.> 1\\r\\n)); ready(); my $m = 'x' x 1000; $SIG{PIPE} = 'DEFAULT';"
                + "say3(qq(PUB feature.flooder.x 1000\\r\\n$m\\r\\n) x 50) while 1;")
        let host = try RoostHost(running: [Self.echo], configuration: RoostHost.quickRestarts + "[bus]\nmax_pending = '2M'\n")
        let echo = try host.feature("echo").pid
        try host.write(flooder)
        try host.wait(for: "flooder", to: "run") { $0.pid != nil }
        var slowest = Duration.zero
        let deadline = Deadline(within: Deadline.patience)
        var count = 0
        while try !deadline.hasPassed && (count % 50 != 0 || host.feature("flooder").crashes == 0) {
            slowest = max(slowest, try ContinuousClock().measure { _ = try host.bus().request("echo.ask", [0x61]) })
            count += 1
        }
        #expect(try host.feature("flooder").crashes > 0)
        #expect(slowest < .seconds(2))
        #expect(try host.feature("echo").pid == echo)
        #expect(try host.status()["bus"]?["slowConsumers"]?.integer ?? 0 >= 1)
        #expect(try residentKilobytes(of: host.running.pid) < 80_000)
    }

    @Test func `garbage on its descriptor ends its connection, not the bus`() throws {
        let garbage = FeatureManifest(
            id: "garbage", command: ["/bin/sh", "-c", "head -c 200000 /dev/urandom >&3; exec sleep 100000"], kind: "plugin",
            more: ["ready.within = 0.5", "restart = 'temporary'"])
        let host = try RoostHost(running: [garbage, Self.echo])
        #expect(try host.wait(for: "garbage", toBe: "stopped").cause?.contains("not ready within 500 ms") == true)
        #expect(try host.bus().request("echo.ask", [0x61]).text == "a")
    }

    @Test func `a plugin that closes its descriptor is found out`() throws {
        let closed = FeatureManifest(
            id: "closed", command: ["/bin/sh", "-c", "exec 3>&-; exec sleep 100000"], kind: "plugin",
            more: ["ready.within = 0.4", "restart = 'temporary'"])
        let later = FeatureManifest.perl(
            "later", "hello(); ready(); hear() for 1..1; close($bus); sleep 100000", "restart = 'temporary'", "health.by = 'bus'",
            "health.every = 0.3", "health.failures = 1")
        let host = try RoostHost([closed, later])
        try host.start()
        #expect(try host.wait(for: "closed", toBe: "stopped").crashes == 1)
        #expect(try host.wait(for: "later", toBe: "stopped").crashes == 1)
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `what its manifest does not permit is refused, in words`() throws {
        let tries = [
            "SUB > 1", "SUB kernel.> 2", "SUB event.> 3", "SUB _INBOX.> 4", "SUB feature.other.x 5", "SUB echo.ask thief 6",
            "PUB event.kernel.notice 0\\r\\n", "PUB kernel.feature.stop _INBOX.me.1 0\\r\\n", "PUB feature.other.x 0\\r\\n",
            "PUB echo.ask 0\\r\\n",
        ]
        let said = tries.map { "say3(qq(\($0)\\r\\n));" }.joined()
        let nosy = FeatureManifest.perl(
            "nosy",
            "hello(); $| = 1; say3(qq(SUB _INBOX.me.* 9\\r\\n));" + said
                + "say3(qq(PING\\r\\n)); while (1) { my $l = hear(); print qq($l\\n) if $l =~ /^-ERR|Error|503|403/; if ($l =~ /^PONG/) { print qq(end\\n); ready(); } }"
        )
        let host = try RoostHost(running: [nosy, Self.echo])
        try Deadline.wait(for: "all answers") { host.log(of: "nosy").contains("out end") }
        let log = host.log(of: "nosy")
        #expect(log.split(separator: "\n").count { $0.contains("Permissions Violation") } == tries.count, "\(log)")
        #expect(log.contains("Permissions Violation for Subscription to \"kernel.>\""))
        #expect(try host.feature("nosy").state == "ready")
        #expect(try host.feature("echo").state == "ready")
    }
}
