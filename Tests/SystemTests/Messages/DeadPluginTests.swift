import Glibc
import Support
import Testing
import Wire

/// Who asked a plugin that dies is told so at once.
@Suite struct DeadPluginTests {
    private static func listener(_ then: String) -> FeatureManifest {
        .perl(
            "svc",
            "hello(); say3(qq(SUB svc.ask 1\\r\\n)); ready(); $| = 1; while (1) { my $l = hear(); print qq($l\\n); if ($l =~ /^MSG/) { \(then) } }",
            "permissions.subscribe = ['svc.>']")
    }

    @Test func `a request that kills its plugin is answered with 503 and the reason`() throws {
        let host = try RoostHost(running: [Self.listener("exit 9")])
        var reply: BusClient.Reply?
        let time = try ContinuousClock().measure { reply = try host.bus().request("svc.ask", [0x61]) }
        #expect(time < .seconds(1))
        #expect(reply?.code == "503")
        #expect(
            reply?.error?.contains("svc") == true && reply?.error?.contains("exited with status 9") == true, "\(String(describing: reply))")
        #expect(reply?.payload == [])
    }

    @Test func `all who wait are answered when it is killed`() throws {
        let host = try RoostHost(running: [Self.listener("1")])
        let pid = try #require(try host.feature("svc").pid)
        let bus = try host.bus()
        let inbox = try bus.subscribe("_INBOX.many.*")
        for number in 0..<100 { try bus.publish("svc.ask", reply: "_INBOX.many.\(number)", [0x61]) }
        try bus.settle()
        let start = ContinuousClock.now
        kill(pid, SIGKILL)
        for _ in 0..<100 {
            let reply = try bus.next(of: inbox).reply
            #expect(reply.code == "503" && reply.error?.contains("killed by signal 9 (KILL)") == true)
        }
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func `nobody to ask is said at once`() throws {
        let host = try RoostHost(running: [Self.listener("1")])
        var reply: BusClient.Reply?
        let time = try ContinuousClock().measure { reply = try host.bus().request("nobody.home") }
        #expect(time < .seconds(1))
        #expect(reply?.headers?.status == 503 && reply?.payload == [])
        let command = try host.roost("bus", "request", "nobody.home")
        #expect(command.status == 1 && command.onlyLine != nil)
    }

    @Test func `what was answered before the death stays answered, once`() throws {
        let host = try RoostHost(running: [Self.listener("$l =~ /(_INBOX\\S+)/; say3(qq(PUB $1 2\\r\\nhi\\r\\n)); exit 3")])
        let bus = try host.bus()
        let inbox = try bus.subscribe("_INBOX.once.*")
        try bus.publish("svc.ask", reply: "_INBOX.once.1", [0x61])
        #expect(try bus.next(of: inbox).reply.text == "hi")
        try host.wait(for: "svc", to: "be restarted") { $0.state == "ready" && $0.restarts == 1 }
        try bus.publish("_INBOX.once.end", [0x65])
        #expect(try bus.next(of: inbox).reply.text == "e")
    }

    @Test func `a stop by command answers its callers too`() throws {
        let host = try RoostHost(running: [Self.listener("1")])
        let bus = try host.bus()
        let inbox = try bus.subscribe("_INBOX.stop.*")
        try bus.publish("svc.ask", reply: "_INBOX.stop.1", [0x61])
        try bus.settle()
        #expect(try host.roost("feature", "stop", "svc").status == 0)
        #expect(try bus.next(of: inbox).reply.code == "503")
    }

    @Test func `the token of a dead life opens no door`() throws {
        let port = try freePort()
        let plugin = FeatureManifest(
            id: "tcp", command: ["/bin/sh", "-c", "echo \"$NATS_URL\" >$ROOST_DATA/url; exec sleep 100000"], kind: "plugin",
            more: ["ready.by = 'started'", "health.by = 'started'"])
        let host = try RoostHost(running: [plugin], configuration: RoostHost.quickRestarts + "[bus]\nlisten = '127.0.0.1:\(port)'\n")
        try Deadline.wait(for: "its address") { host.folder.read("data/tcp/url").hasSuffix("\n") }
        let url = host.folder.read("data/tcp/url").dropLast()
        let token = try #require(url.split(separator: ":").dropFirst(2).first?.split(separator: "@").first)
        let options: JSON = ["verbose": false, "user": "tcp", "pass": .string(String(token))]
        _ = try BusClient(RawSocket(port: port), options)
        kill(try #require(try host.feature("tcp").pid), SIGKILL)
        try host.wait(for: "tcp", to: "run anew") { $0.state == "ready" && $0.restarts == 1 }
        #expect(throws: DeadlinePassed.self) { try BusClient(RawSocket(port: port), options) }
    }
}
