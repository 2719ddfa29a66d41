import EventLoop
import Testing

@testable import PluginKit

@Suite struct BackPressureTests {
    @Test func `publishing waits while the bus does not read, and loses nothing`() async throws {
        let (waited, arrived) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            bus.maximumPendingBytes = 100_000
            peer.stream.pauseReading()
            var sent = 0
            bus.background {
                for _ in 0..<1000 {
                    try await bus.publish("a", bytes: Array(repeating: 120, count: 1000))
                    sent += 1
                }
                try await bus.publish("last", bytes: [])
            }
            // Without the bound this many turns would have sent them all.
            for _ in 0..<2000 { await Task.yield() }
            let waited = sent < 1000 && bus.link.pendingBytes < 102_000
            peer.stream.resumeReading()
            await peer.hear("PUB last 0")
            return (waited, peer.heard.utf8.count)
        }
        #expect(waited)
        #expect(arrived > 1_000_000)
    }

    @Test func `answers wait while the bus does not read, and with them the requests`() async throws {
        let (pending, counts) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            bus.maximumPendingBytes = 50_000
            let service = try await bus.service("s") { service in
                service.endpoint(bytes: "big", concurrency: 4) { _ in Array(repeating: 120, count: 10_000) }
            }
            let id = await peer.subscription("s.big")
            peer.stream.pauseReading()
            for _ in 0..<200 { peer.say("MSG s.big \(id) r 0\r\n\r\n") }
            // Without the bound so many turns would have answered them all.
            for _ in 0..<2000 { await Task.yield() }
            let pending = bus.link.pendingBytes
            peer.stream.resumeReading()
            while service.endpoints[0].statistics.requests < 200 { await Task.yield() }
            // In the order of asking: behind all answers.
            try await bus.publish("last", bytes: [])
            await peer.hear("PUB last 0")
            return (pending, peer.heard.split(separator: "PUB r 10000").count)
        }
        #expect(pending < 50_000 + 4 * 11_000, "\(pending)")
        #expect(counts == 201)
    }

    @Test func `a payload larger than the bus takes is refused here`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds, info: "INFO {\"max_payload\":4}\r\n")
            let bus = try await peer.connect(on: backgrounds)
            return try await busError { try await bus.publish("a", bytes: [1, 2, 3, 4, 5]) }
        }
        #expect(error == .invalid("5 bytes for 'a' are more than the bus takes (4)"))
    }

    @Test func `a drain lets handlers finish, sends their answers and closes`() async throws {
        let (heard, end) = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            try await bus.service("slow") { service in
                service.endpoint("work") { (_: [String: Int]) in
                    for _ in 0..<50 { await Task.yield() }
                    return "done"
                }
            }
            let id = await peer.subscription("slow.work")
            peer.say("MSG slow.work \(id) answer.here 2\r\n{}\r\n")
            try await bus.flush()
            try await bus.drain()
            await peer.hear("PUB answer.here 6\r\n\"done\"\r\n")
            return (peer.heard, bus.end)
        }
        #expect(heard.contains("UNSUB"))
        #expect(end != nil)
    }

    @Test func `a drain that takes too long says so`() async throws {
        let error = try await onLoop { backgrounds in
            let peer = try ScriptedPeer(on: backgrounds)
            let bus = try await peer.connect(on: backgrounds)
            peer.answersPings = false
            return try await busError { try await bus.drain(within: .milliseconds(20)) }
        }
        if case .timeout = error {} else { Issue.record("\(String(describing: error))") }
    }
}
