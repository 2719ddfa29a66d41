import EventLoop
import Support
import Testing

@testable import HTTP

struct ConnectionPoolTests {
    @Test func `few are kept, the oldest goes first, and each for a while only`() async throws {
        let counts = try await onLoop { loop in
            let pool = ConnectionPool(on: loop, limit: 2, lifetime: 30)
            let life = RequestLife(1, on: loop)
            defer { life.end() }
            let routes = try ["http://a/", "http://b/", "http://c/", "https://c/"].map { Route(to: try HTTPURL($0), via: nil) }
            var peers: [RawSocket] = []
            for route in routes.prefix(3) {
                let (stream, peer) = try Stream.pair(on: loop)
                peers.append(RawSocket(adopting: peer))
                pool.give(HTTPConnection(PlainTransport(stream, place: "peer")), route)
            }
            let full = pool.count
            let taken = routes.map { pool.take($0) != nil }
            let (stream, peer) = try Stream.pair(on: loop)
            peers.append(RawSocket(adopting: peer))
            pool.give(HTTPConnection(PlainTransport(stream, place: "peer")), routes[0])
            while pool.count > 0 { try await life.sleep(5) }
            return (full, taken, pool.count)
        }
        #expect(counts.0 == 2)
        #expect(counts.1 == [false, true, true, false])
        #expect(counts.2 == 0)
    }
}
