import EventLoop
import Testing
import Wire

@testable import Kernel

@Suite struct RoutingTests {
    @Test func `a message reaches whom it is for, with and without wildcards`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        let answer = client.exchange("SUB foo.bar 1\r\nSUB foo.* 2\r\nSUB foo.> 3\r\nSUB foo.baz 4\r\nPUB foo.bar 2\r\nhi\r\n")
        #expect(answer == "MSG foo.bar 3 2\r\nhi\r\nMSG foo.bar 1 2\r\nhi\r\nMSG foo.bar 2 2\r\nhi\r\n")
    }

    @Test func `one member of a queue group gets a message`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        _ = client.exchange("SUB jobs workers 1\r\nSUB jobs workers 2\r\nSUB jobs others 3\r\n")
        var counts: [Character: Int] = [:]
        for _ in 0..<200 {
            let answer = client.exchange("PUB jobs 0\r\n\r\n")
            for line in answer.split(separator: "\r\n") { counts[line.dropFirst("MSG jobs ".count).first!, default: 0] += 1 }
        }
        #expect(counts["3"] == 200)
        #expect(counts["1", default: 0] + counts["2", default: 0] == 200)
        #expect(counts["1", default: 0] > 50 && counts["2", default: 0] > 50)
    }

    @Test func `an automatic unsubscribe ends after its last message`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        let answer = client.exchange("SUB foo 1\r\nUNSUB 1 2\r\nPUB foo 1\r\na\r\nPUB foo 1\r\nb\r\nPUB foo 1\r\nc\r\n")
        #expect(answer == "MSG foo 1 1\r\na\r\nMSG foo 1 1\r\nb\r\n")
        #expect(fixture.bus.router.count == 0)
    }

    @Test func `headers reach those who can read them, others get the payload`() throws {
        let fixture = BusFixture()
        let sender = try fixture.client()
        let reader = try fixture.client()
        let plain = try fixture.client(connect: #"{"verbose":false,"pedantic":false}"#)
        _ = reader.exchange("SUB foo 1\r\n")
        _ = plain.exchange("SUB foo 1\r\n")
        _ = sender.exchange("HPUB foo 12 15\r\nNATS/1.0\r\n\r\nabc\r\n")
        #expect(reader.exchange("") == "HMSG foo 1 12 15\r\nNATS/1.0\r\n\r\nabc\r\n")
        #expect(plain.exchange("") == "MSG foo 1 3\r\nabc\r\n")
    }

    @Test func `a request that reaches nobody is answered at once`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        #expect(client.exchange("SUB inbox 9\r\nPUB nobody inbox 0\r\n\r\n") == "HMSG inbox 9 16 16\r\nNATS/1.0 503\r\n\r\n\r\n")
    }

    @Test(.timeLimit(.minutes(1))) func `hundreds of thousands of one subject end without looking for each among all`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        let router = Router(seed: 1)
        let subject = Array("one.subject".utf8)
        var all = (0..<300_000).map { Subscription(subject: subject, sid: Array(String($0).utf8), peer: client.peer) }
        for subscription in all { router.insert(subscription) }
        all.shuffle()
        for subscription in all.dropLast() { router.remove(subscription) }
        #expect(subject.withUnsafeBytes { router.match($0).plain.count } == 1)
        router.remove(all[all.count - 1])
        #expect(router.count == 0)
    }

    @Test func `whoever stays keeps the order of coming, whoever goes`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        var random = RandomSource(seed: 5)
        var expected: [Int] = []
        for number in 0..<300 {
            var text = "SUB s \(number)\r\n"
            expected.append(number)
            while expected.count > 1, random.next(below: 100) < 45 {
                text += "UNSUB \(expected.remove(at: random.next(below: expected.count)))\r\n"
            }
            let answer = client.exchange(text + "PUB s 0\r\n\r\n")
            #expect(answer == expected.map { "MSG s \($0) 0\r\n\r\n" }.joined())
        }
    }

    @Test func `10,000 subscriptions on one connection are found, ended and forgotten`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        for start in stride(from: 0, to: 10_000, by: 500) {
            #expect(client.exchange((start..<start + 500).map { "SUB s.\($0).* \($0)\r\n" }.joined()) == "")
        }
        #expect(fixture.bus.router.count == 10_000)
        #expect(client.exchange("PUB s.7777.x 0\r\n\r\n") == "MSG s.7777.x 7777 0\r\n\r\n")
        fixture.bus.remove(client.peer, because: "test")
        #expect(fixture.bus.router.count == 0)
    }

    @Test func `a 1 MiB payload arrives whole`() throws {
        let fixture = BusFixture()
        let client = try fixture.client()
        _ = client.exchange("SUB big 1\r\n")
        let payload = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) & 0x7F }
        var rest = (Array("PUB big \(payload.count)\r\n".utf8) + payload + Array("\r\nPING\r\n".utf8))[...]
        fixture.loop.drive {
            rest = rest.dropFirst(client.offer(Array(rest)))
            client.drain()
            return client.received.hasSuffix("PONG\r\n")
        }
        #expect(client.said == "MSG big 1 \(payload.count)\r\n\(String(decoding: payload, as: UTF8.self))\r\nPONG\r\n")
    }

    @Test func `hash collisions and pruning leave the trie exact`() {
        let trie = SubjectTrie(seed: 1)
        var generator = RandomSource(seed: 3)
        var live: [Subscription] = []
        for _ in 0..<3000 {
            if generator.next(below: 3) > 0 || live.isEmpty {
                let tokens = (0...generator.next(below: 3)).map { _ in ["a", "b", "*", "cc"][generator.next(below: 4)] }
                let subject = Array(tokens.joined(separator: ".").utf8)
                let subscription = Subscription(subject: subject, handler: { _ in })
                trie.insert(subscription)
                live.append(subscription)
            } else {
                trie.remove(live.remove(at: generator.next(below: live.count)))
            }
            #expect(trie.count == live.count)
        }
        for subject in ["a", "b.a", "a.cc.b", "cc.cc", "a.b.a.b"] {
            let expected = live.filter { SubjectPattern(String(decoding: $0.subject, as: UTF8.self))!.covers(subject) }
            let found = Array(subject.utf8).withUnsafeBytes { trie.matches($0) }
            #expect(Set(found.map { ObjectIdentifier($0) }) == Set(expected.map { ObjectIdentifier($0) }))
            #expect(found.count == expected.count)
        }
    }
}
