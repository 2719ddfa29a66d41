import EventLoop
import Glibc
import Testing
import Wire

@testable import Kernel

/// Back-pressure: who is stalled, who is cut off, and that nothing grows.
@Suite struct FlowTests {
    private var options: BusOptions {
        var options = BusOptions()
        options.maxPending = 1 << 20
        options.stallPatience = 300
        return options
    }

    private let message = Array("PUB flood 1000\r\n\(String(repeating: "x", count: 1000))\r\n".utf8)

    @Test func `whoever publishes to a full peer is not read until it has room`() throws {
        let fixture = BusFixture(options)
        let slow = try fixture.client()
        let fast = try fixture.client()
        _ = slow.exchange("SUB flood 1\r\n")
        var sent = 0
        var pending = message[...]
        func publish() {
            while true {
                let taken = fast.offer(Array(pending))
                pending = pending.dropFirst(taken)
                guard pending.isEmpty else { return }
                pending = message[...]
                sent += 1
            }
        }
        fixture.loop.drive {
            publish()
            return fast.peer.waitsFor == 1
        }
        #expect(slow.peer.outbox.count > 256 << 10)
        #expect(slow.peer.outbox.count <= 1 << 20)
        let wasSent = sent
        fixture.loop.drive {
            slow.drain()
            publish()
            return sent > wasSent + 2000
        }
        #expect(sent > wasSent + 2000)
        #expect(fixture.bus.slowConsumers == 0)
    }

    @Test func `a peer that never reads is cut off, counted, and its publisher goes on`() throws {
        let fixture = BusFixture(options)
        let dead = try fixture.client()
        let publisher = try fixture.client()
        _ = dead.exchange("SUB flood 1\r\n")
        fixture.loop.drive {
            while publisher.offer(self.message) == self.message.count {}
            return fixture.bus.slowConsumers == 1
        }
        #expect(fixture.bus.slowConsumers == 1)
        #expect(fixture.bus.peers[dead.peer.id] == nil)
        #expect(publisher.peer.waitsFor == 0)
        #expect(fixture.events == ["Slow Consumer"])
    }

    @Test func `all memory of a backlog is given back`() throws {
        let fixture = BusFixture(options)
        let client = try fixture.client()
        _ = client.exchange("SUB flood 1\r\n")
        fixture.loop.drive {
            while client.offer(self.message) == self.message.count {}
            return client.peer.outbox.count > 256 << 10
        }
        fixture.loop.drive {
            client.drain()
            return client.peer.outbox.count == 0
        }
        #expect(fixture.bus.pool.used == 0)
    }

    @Test func `a message that fans out beyond the bound costs the receiver its place, not the host its memory`() throws {
        let fixture = BusFixture(options)
        let greedy = try fixture.client()
        _ = greedy.exchange((0..<3000).map { "SUB flood \($0)\r\n" }.joined())
        let publisher = try fixture.client()
        publisher.send(String(decoding: message, as: UTF8.self))
        fixture.loop.drive { fixture.bus.slowConsumers == 1 }
        #expect(fixture.bus.slowConsumers == 1)
        #expect(fixture.bus.router.count == 0)
    }

    @Test func `a peer that never reads what it is answered is cut off too`() throws {
        let fixture = BusFixture(options)
        let deaf = try fixture.client()
        let pings = Array(String(repeating: "PING\r\n", count: 1000).utf8)
        fixture.loop.drive {
            while deaf.offer(pings) == pings.count {}
            return fixture.bus.slowConsumers == 1
        }
        #expect(fixture.bus.slowConsumers == 1)
        #expect(fixture.bus.pool.pending < 2 << 20)
    }

    @Test func `all peers together have a bound, and whoever has most pays`() throws {
        var options = self.options
        options.maxPendingInAll = 1 << 20
        options.stallPatience = 60_000
        let fixture = BusFixture(options)
        let deaf = try (0..<40).map { _ in try fixture.client() }
        for client in deaf { _ = client.exchange("SUB flood 1\r\n") }
        let publisher = try fixture.client()
        fixture.loop.drive {
            while publisher.offer(self.message) == self.message.count {}
            return fixture.bus.slowConsumers > 0
        }
        #expect(fixture.bus.slowConsumers > 0)
        #expect(fixture.bus.pool.pending <= 2 << 20)
        fixture.loop.drive {
            for client in deaf { client.drain() }
            return fixture.bus.pool.pending == 0
        }
        #expect(fixture.bus.pool.pending == 0)
    }

    @Test func `whoever has left already gives its memory up before anyone is cut off`() throws {
        var options = BusOptions()
        options.maxPendingInAll = 2 << 20
        let fixture = BusFixture(options)
        let leaving = try fixture.client()
        _ = leaving.exchange((0..<1500).map { "SUB flood \($0)\r\n" }.joined())
        let staying = try fixture.client()
        _ = staying.exchange((0..<300).map { "SUB other \($0)\r\n" }.joined())
        let kilobyte = [UInt8](repeating: 7, count: 1000)
        fixture.bus.publish(Array("flood".utf8), kilobyte)
        leaving.peer.close(because: "a test")
        #expect(leaving.peer.outbox.count > 1 << 20 && fixture.bus.lingering[leaving.peer.id] != nil)
        for _ in 0..<5 { fixture.bus.publish(Array("other".utf8), kilobyte) }
        #expect(staying.peer.outbox.count > 1 << 20 && fixture.bus.slowConsumers == 0)
        #expect(fixture.bus.pool.pending == staying.peer.outbox.count && fixture.bus.lingering.isEmpty)
        fixture.loop.drive { fixture.bus.pool.used * ChunkPool.chunkSize < 2 << 20 }
        #expect(fixture.bus.pool.used * ChunkPool.chunkSize < 2 << 20)
    }

    @Test func `one cut off counts no more, so that none follows it needlessly`() throws {
        var options = BusOptions()
        options.maxPendingInAll = 2 << 20
        let fixture = BusFixture(options)
        let clients = try (0..<3).map { _ in try fixture.client() }
        let kilobyte = [UInt8](repeating: 7, count: 1000)
        for (number, client) in clients.enumerated() {
            _ = client.exchange((0..<1000 + 100 * number).map { "SUB s\(number) \($0)\r\n" }.joined())
            fixture.bus.publish(Array("s\(number)".utf8), kilobyte)
        }
        #expect(fixture.bus.slowConsumers == 1 && fixture.bus.pool.pending <= 2 << 20)
    }

    @Test func `a slow reader costs its publisher no more than a bounded time`() throws {
        var options = self.options
        options.stallPatience = 60_000
        options.stallLimit = 500
        let fixture = BusFixture(options)
        let slow = try fixture.client()
        let publisher = try fixture.client()
        _ = slow.exchange("SUB flood 1\r\n")
        var buffer = [UInt8](repeating: 0, count: 4096)
        let began = BootTime.now()
        fixture.loop.drive {
            while publisher.offer(self.message) == self.message.count {}
            // 4 KiB in every millisecond or two: never idle, never fast.
            _ = recv(slow.descriptor, &buffer, buffer.count / 16, 0)
            return fixture.bus.slowConsumers == 1
        }
        #expect(fixture.bus.slowConsumers == 1)
        #expect(BootTime.now() - began < 8000)
    }
}
