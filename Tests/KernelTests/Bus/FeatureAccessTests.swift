import EventLoop
import Testing
import Wire

@testable import Kernel

/// What a feature may do on the bus: what its manifest says, and answering those who asked it.
@Suite struct FeatureAccessTests {
    private func permissions(publish: [String] = [], subscribe: [String] = []) -> Permissions {
        Permissions(
            publish: .init(allow: publish.compactMap { SubjectPattern($0) }),
            subscribe: .init(allow: subscribe.compactMap { SubjectPattern($0) }), responses: Permissions.Responses())
    }

    @Test func `what is not permitted is refused, with nats-server's words`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), permissions(publish: ["event.a.>"], subscribe: ["a.>"]))
        #expect(feature.exchange("PUB event.a.x 0\r\n\r\nSUB a.b 1\r\n") == "")
        #expect(feature.exchange("PUB other 0\r\n\r\n") == "-ERR 'Permissions Violation for Publish to \"other\"'\r\n")
        #expect(feature.exchange("SUB other 2\r\n") == "-ERR 'Permissions Violation for Subscription to \"other\"'\r\n")
        #expect(
            feature.exchange("SUB other q 2\r\n")
                == "-ERR 'Permissions Violation for Subscription to \"other\" using queue \"q\"'\r\n")
    }

    @Test func `a forbidden request is also answered where its answer is awaited`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), permissions())
        let answer = feature.exchange("SUB _INBOX.me.* 1\r\nPUB secret _INBOX.me.1 0\r\n\r\n")
        #expect(answer.hasPrefix("-ERR 'Permissions Violation for Publish to \"secret\"'\r\nHMSG _INBOX.me.1 1 "))
        #expect(answer.contains("Nats-Service-Error-Code: 403"))
    }

    @Test func `an answer may be given once, and only to a request just delivered`() throws {
        let fixture = BusFixture()
        let caller = try fixture.client()
        let feature = try fixture.client(as: .feature("a"), permissions(subscribe: ["a.>"]))
        _ = feature.exchange("SUB a.get 1\r\n")
        _ = caller.exchange("SUB _INBOX.c.* 5\r\nPUB a.get _INBOX.c.1 0\r\n\r\n")
        #expect(feature.exchange("PUB _INBOX.c.1 2\r\nok\r\n").hasPrefix("MSG a.get 1 _INBOX.c.1 0"))
        #expect(caller.exchange("") == "MSG _INBOX.c.1 5 2\r\nok\r\n")
        #expect(feature.exchange("PUB _INBOX.c.1 2\r\nok\r\n").contains("Permissions Violation"))
        #expect(feature.exchange("PUB _INBOX.c.2 2\r\nok\r\n").contains("Permissions Violation"))
    }

    @Test func `an inbox belongs to the feature that subscribed to it first`() throws {
        let fixture = BusFixture()
        let mine = try fixture.client(as: .feature("a"), permissions())
        let other = try fixture.client(as: .feature("b"), permissions())
        #expect(mine.exchange("SUB _INBOX.tok.* 1\r\n") == "")
        for subject in ["_INBOX.tok.*", "_INBOX.tok.1", "_INBOX.>", "_INBOX.*", "_INBOX.*.x"] {
            #expect(other.exchange("SUB \(subject) 1\r\n").contains("Permissions Violation"), "\(subject)")
        }
        fixture.bus.remove(mine.peer, because: "test")
        #expect(other.exchange("SUB _INBOX.tok.* 1\r\n") == "")
    }

    @Test func `callers of a feature that dies are told at once`() throws {
        let fixture = BusFixture()
        var abandoned: [(String, [Bus.Caller])] = []
        fixture.bus.onAbandoned = { abandoned.append(($0, $1)) }
        let caller = try fixture.client()
        let feature = try fixture.client(as: .feature("a"), permissions(subscribe: ["a.>"]))
        _ = feature.exchange("SUB a.get 1\r\n")
        _ = caller.exchange("SUB _INBOX.c.* 5\r\nPUB a.get _INBOX.c.1 0\r\n\r\nPUB a.get _INBOX.c.2 0\r\n\r\n")
        _ = feature.exchange("PUB _INBOX.c.1 0\r\n\r\n")
        _ = caller.exchange("")
        fixture.bus.remove(feature.peer, because: "it died")
        #expect(abandoned.count == 1)
        fixture.bus.answer(abandoned[0].1, .gone("feature 'a' died: killed by signal 9"))
        let answer = caller.exchange("")
        #expect(answer.hasPrefix("HMSG _INBOX.c.2 5 "))
        #expect(answer.contains("NATS/1.0 503\r\nNats-Service-Error: feature 'a' died: killed by signal 9\r\n"))
        #expect(!answer.contains("_INBOX.c.1"))
    }

    @Test func `a request nobody answers in time is forgotten, also if no other comes`() throws {
        let fixture = BusFixture()
        var rule = permissions(subscribe: ["a.>"])
        rule.responses?.expires = 20
        let caller = try fixture.client()
        let feature = try fixture.client(as: .feature("a"), rule)
        _ = feature.exchange("SUB a.get 1\r\n")
        _ = caller.exchange("SUB _INBOX.c.* 5\r\nPUB a.get _INBOX.c.1 0\r\n\r\n")
        fixture.loop.drive { feature.peer.requests?.count == 0 }
        #expect(feature.peer.requests?.count == 0)
        fixture.loop.drive { !fixture.bus.willForget }
        #expect(!fixture.bus.forget.isActive)
    }

    @Test func `a feature cannot name a reply where it may not speak itself`() throws {
        let fixture = BusFixture()
        let evil = try fixture.client(as: .feature("evil"), permissions(publish: ["feature.evil.>"], subscribe: ["feature.evil.>"]))
        let victim = try fixture.client()
        _ = victim.exchange("SUB kernel.feature.stop 1\r\nSUB _INBOX.v.* 2\r\n")
        _ = evil.exchange("SUB feature.evil.x 1\r\n")
        for reply in ["kernel.feature.stop", "event.kernel.notice", "_INBOX.v.1", "_INBOX.>"] {
            let answer = evil.exchange("PUB feature.evil.x \(reply) 0\r\n\r\n")
            #expect(answer == "-ERR 'Permissions Violation for Publish with Reply of \"\(reply)\"'\r\n")
            #expect(evil.exchange("PUB \(reply) 0\r\n\r\n").contains("Permissions Violation for Publish to"))
        }
        #expect(victim.exchange("") == "")
    }

    @Test func `an inbox for each request is given back with its subscription`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), permissions())
        for number in 0..<InboxOwners.limit + 10 {
            feature.send("SUB _INBOX.once\(number) \(number)\r\nUNSUB \(number)\r\n")
            if number % 100 == 0 { #expect(feature.exchange("") == "") }
        }
        #expect(feature.exchange("") == "")
        #expect(fixture.bus.router.count == 0)
    }

    @Test func `the subscriptions of a feature are bounded by what they cost`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), permissions(subscribe: [">"]))
        let long = Array(repeating: "t", count: 1000).joined(separator: ".")
        var refusals = 0
        for number in 0..<40 where feature.exchange("SUB \(long).\(number) \(number)\r\n").contains("maximum subscriptions exceeded") {
            refusals += 1
        }
        #expect(refusals > 20)
    }

    @Test func `the death of a bystander is no answer while another was asked too`() throws {
        let fixture = BusFixture()
        var abandoned: [String] = []
        fixture.bus.onAbandoned = { abandoned += $1.map { String(decoding: $0.reply, as: UTF8.self) } }
        let caller = try fixture.client()
        let service = try fixture.client(as: .feature("a"), permissions(subscribe: ["a.>"]))
        let monitor = try fixture.client(as: .feature("m"), permissions(subscribe: ["a.>"]))
        _ = service.exchange("SUB a.get 1\r\n")
        _ = monitor.exchange("SUB a.> 1\r\n")
        _ = caller.exchange("SUB _INBOX.c.* 5\r\nPUB a.get _INBOX.c.1 0\r\n\r\n")
        fixture.bus.remove(monitor.peer, because: "it died")
        #expect(abandoned.isEmpty)
        fixture.bus.remove(service.peer, because: "it died too")
        #expect(abandoned == ["_INBOX.c.1"])
    }
}
