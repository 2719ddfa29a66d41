import Glibc
import Support
import Testing
import Wire

/// `roost report`, and what reaches a real web server, over a real host and its journal.
@Suite struct ReportTests {
    private static let crasher = FeatureManifest.shell("crasher", "echo my last words >&2; exit 7")
    private static let report: JSON = [
        "id": "u1", "targets": [["id": "adblock", "from": "1.0.0", "to": "1.1.0"]], "end": "rolled-back", "stage": "validation",
        "reason": "dns: no answer", "remedy": "", "begun": 1, "ended": 2, "checks": [],
    ]

    private func host(_ receiver: WebhookReceiver, more: String = "") throws -> RoostHost {
        let host = try RoostHost()
        try host.installJournal()
        try host.install(plugin: "report")
        try host.folder.write(
            "[[sink]]\nkind = \"webhook\"\nurl = \"\(receiver.url)\"\nsecret = \"0123456789abcdef\"\n\(more)", to: "report.toml")
        try host.start()
        return host
    }

    private func sink(_ name: String = "webhook", on host: RoostHost) throws -> JSON? {
        try host.bus().ask("report.list")["sinks"]?.array?.first { $0["name"]?.string == name }
    }

    @Test func `a test gets to a real webhook, and what is wrong with a sink is said`() throws {
        let receiver = try WebhookReceiver()
        let host = try host(receiver, more: "[[sink]]\nkind = \"file\"\npath = \"/nowhere/reports\"\n")
        let both = try host.roost("report", "test")
        #expect(both.status == 1 && both.output.contains("webhook  delivered") && both.errors.contains("did not get to file"))
        #expect(both.output.contains("/nowhere/reports: open: No such file or directory"))
        let one = try host.roost("report", "test", "webhook", "--json")
        #expect(one.status == 0 && one.output.contains(#""ok":true"#))
        #expect(one.errors == "sending a test\n", "in a pipe what is being done is a plain line")
        let requests = try receiver.requests("report.test", count: 2)
        #expect(requests[0].key != requests[1].key && requests.allSatisfy { $0.signature.hasPrefix("sha256=") })
        #expect(try host.roost("report", "test", "nobody").onlyLine?.contains("there are: webhook, file") == true)
        #expect(try host.roost("report", "list").output.contains("webhook"))
    }

    @Test func `a feature that was disabled is told, with its cause and what to do`() throws {
        let receiver = try WebhookReceiver()
        let host = try host(receiver)
        try host.write(Self.crasher)
        let told = try receiver.requests("event.kernel.notice")
        #expect(told[0].body["text"]?.string?.contains("'crasher' has been disabled due to repeated errors") == true)
        #expect(told[0].body["text"]?.string?.contains("roost feature reset crasher") == true)
        #expect(told[0].body["severity"]?.string == "error" && told[0].body["event"]?["id"]?.string == "crasher")
    }

    @Test func `the report of an update is told once, however often it comes, through deaths of the plugin and of the host`() throws {
        let receiver = try WebhookReceiver { $0 == 0 ? "500 Oh" : "200 OK" }
        let host = try host(receiver)
        let told = try host.bus().subscribe("event.report.notification")
        for _ in 0..<3 { try host.bus().publish("event.update.report", Self.report.bytes) }
        let notification = try host.bus().next(of: told) { _ in true }
        #expect(notification["text"]?.string == "The update of 'adblock' to version 1.1.0 was taken back; version 1.0.0 runs again.")
        _ = try receiver.requests("event.update.report")
        try Deadline.wait(for: "the failure") { try sink(on: host)?["problem"]?.string == "status 500" }
        kill(try #require(try host.feature("report").pid), SIGKILL)
        try host.wait(for: "report", to: "be back") { $0.restarts == 1 && $0.state == "ready" }
        try Deadline.wait(for: "the delivery, written down") {
            let page = try host.bus().ask("journal.read", ["stream": "report.webhook", "after": 0])
            return page["events"]?.array?.last?["event"]?["delivered"]?.integer == 1
        }
        try host.bus().publish("event.update.report", Self.report.bytes)
        try host.killHost()
        try host.start()
        for _ in 0..<2 { try host.bus().publish("event.update.report", Self.report.bytes) }
        var other = Self.report.object ?? []
        other[0] = .init("id", "u2")
        try host.bus().publish("event.update.report", JSON.object(other).bytes)
        let keys = try receiver.requests("event.update.report", count: 3).map(\.key)
        #expect(keys.count == 3 && keys[0] == keys[1] && keys[0].hasSuffix("-update-u1") && keys[2].hasSuffix("-update-u2"))
    }

    @Test func `what ended while the plugin did not run is found in the history, and told once`() throws {
        let receiver = try WebhookReceiver()
        let host = try host(receiver)
        _ = try host.roost("feature", "stop", "report")
        let history: JSON = ["reports": [Self.report]]
        try host.write(
            .perl(
                "update",
                """
                hello(); say3(qq(SUB update.* 1\\r\\n)); ready(); my $h = '\(history.text)';
                while (1) { my $l = hear(); if ($l eq 'PING') { say3(qq(PONG\\r\\n)); next }
                  next unless $l =~ /^MSG (\\S+) \\S+ (\\S+) (\\d+)$/; my ($reply, $size) = ($2, $3); take($size);
                  say3(sprintf(qq(PUB $reply %d\\r\\n%s\\r\\n), length $h, $h)) }
                """, "permissions.subscribe = ['update.>']"))
        try host.wait(for: "update", toBe: "ready")
        // Nobody hears it.
        try host.bus().publish("event.update.report", Self.report.bytes)
        _ = try host.roost("feature", "start", "report")
        let told = try receiver.requests("event.update.report")
        #expect(told[0].key.hasSuffix("-update-u1") && told[0].body["text"]?.string?.contains("was taken back") == true)
        // And not again, by whichever way.
        _ = try host.roost("feature", "restart", "report")
        try host.wait(for: "report", toBe: "ready")
        try host.bus().publish("event.update.report", Self.report.bytes)
        var other = Self.report.object ?? []
        other[0] = .init("id", "u2")
        try host.bus().publish("event.update.report", JSON.object(other).bytes)
        let keys = try receiver.requests("event.update.report", count: 2).map(\.key)
        #expect(keys.count == 2 && keys[1].hasSuffix("-update-u2"), "\(keys)")
    }

    @Test func `a feature tells nothing in another's name, and a flood of its own is bounded`() throws {
        let receiver = try WebhookReceiver()
        let liar = FeatureManifest.perl(
            "liar",
            """
            hello(); my $r = '\(Self.report.text)'; say3(sprintf(qq(PUB event.update.report %d\\r\\n%s\\r\\n), length $r, $r));
            say3(qq(PUB event.liar.notice 12\\r\\n{"text":"a"}\\r\\n)) for 1..100; ready(); hear() while 1;
            """, "permissions.publish = ['event.>']")
        let host = try host(receiver)
        try host.write(liar)
        _ = try receiver.requests("event.liar.notice", count: 20)
        try host.bus().publish("event.update.report", Self.report.bytes)
        _ = try receiver.requests("event.update.report")
        #expect(receiver.all.count == 21, "\(receiver.all.map(\.key))")
    }

    @Test func `a rollback that nobody heard of is found in the journal`() throws {
        let receiver = try WebhookReceiver()
        let host = try host(receiver)
        _ = try host.folder.makeFolder("data/app")
        let operations: JSON = [["do": "write-file", "path": "@home/data/app/file", "content": "new"]]
        let begun = try host.bus().ask("journal.begin", ["kind": "test", "from": "1", "to": "2", "operations": operations])
        for _ in 0..<2 { _ = try host.bus().ask("journal.advance", ["id": begun["id"] ?? .null]) }
        // Recovery at boot tells it before anybody listens.
        try host.killHost()
        try host.start()
        let told = try receiver.requests("event.journal.outcome")
        #expect(told.count == 1 && told[0].body["text"]?.string?.contains("was rolled back in SWITCH") == true)
    }

    @Test func `sinks are taken up when the file changes, and a bad file leaves them as they are`() throws {
        let (receiver, second) = (try WebhookReceiver(), try WebhookReceiver())
        let host = try host(receiver)
        try host.folder.write("[[sink]]\nkind = \"webhok\"\n", to: "report.toml")
        try Deadline.wait(for: "the problem") { try host.bus().ask("report.list")["problem"]?.string?.contains("report.toml:2") == true }
        #expect(try sink(on: host) != nil && host.roost("report", "list").output.contains("report.toml:2"))
        let text = "[[sink]]\nkind = \"webhook\"\nname = \"other\"\nurl = \"\(second.url)\"\nsecret = \"0123456789abcdef\"\n"
        try host.folder.write(text, to: "report.toml")
        try Deadline.wait(for: "the other sink") { try sink("other", on: host) != nil }
        try host.bus().publish("event.update.report", Self.report.bytes)
        _ = try second.requests("event.update.report")
        #expect(try sink(on: host) == nil && receiver.all.isEmpty)
    }
}
