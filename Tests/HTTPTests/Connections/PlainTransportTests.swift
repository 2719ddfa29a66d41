import EventLoop
import Glibc
import Testing

@testable import HTTP

struct PlainTransportTests {
    @Test func `what nobody asks for is left to the system's buffers, and so to the sender`() async throws {
        let (first, asked, unasked) = try await onLoop { loop in
            let (stream, peer) = try Stream.pair(on: loop)
            defer { close(peer) }
            let transport = PlainTransport(stream, place: "peer")
            let life = RequestLife(1, on: loop)
            defer { life.end() }
            _ = Self.flood(peer)
            let piece = try await transport.receive(life, until: loop.now + 10_000)
            let asked = Self.flood(peer)
            for _ in 0..<5 { try await life.sleep(1) }
            return (piece.count, asked, Self.flood(peer))
        }
        #expect((1...PlainTransport.readLimit).contains(first))
        #expect(asked > 0, "room for what was taken")
        #expect(unasked == 0, "nothing more was taken")
    }

    @Test func `a connection at rest that shows a sign of life is spoiled`() async throws {
        let (isWell, isSpoiled, wasTold) = try await onLoop { loop in
            let (stream, peer) = try Stream.pair(on: loop)
            let transport = PlainTransport(stream, place: "peer")
            let life = RequestLife(1, on: loop)
            defer { life.end() }
            transport.rest {}
            let isWell = transport.wake()
            let told = Told()
            transport.rest { told.isTold = true }
            close(peer)
            while !told.isTold { try await life.sleep(1) }
            return (isWell, !transport.wake(), told.isTold)
        }
        #expect(isWell && isSpoiled && wasTold)
    }

    private final class Told { var isTold = false }

    /// As much as goes without waiting.
    private static func flood(_ descriptor: Int32) -> Int {
        let bytes = [UInt8](repeating: 7, count: 4096)
        var total = 0
        while case let count = send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT)), count > 0 { total += count }
        return total
    }
}
