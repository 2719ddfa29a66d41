import EventLoop
import Support
import Testing

@testable import HTTP

struct ConnectRaceTests {
    private static func address(_ host: String, _ port: UInt16 = 80) throws -> InternetAddress {
        try InternetAddress(host: host, port: port)
    }

    @Test func `families take turns, the preferred one first`() throws {
        let addresses = try ["::1", "::2", "::3", "10.0.0.1", "10.0.0.2"].map { try Self.address($0) }
        #expect(ConnectRace.inTurns(addresses).map(\.host) == ["::1", "10.0.0.1", "::2", "10.0.0.2", "::3"])
        #expect(ConnectRace.inTurns(addresses.reversed()).map(\.host) == ["10.0.0.2", "::3", "10.0.0.1", "::2", "::1"])
        #expect(ConnectRace.inTurns([]).isEmpty)
    }

    @Test func `an address that refuses, or is silent, does not keep the next from being tried`() async throws {
        let server = try RawServer { caller, _ in try caller.waitForEnd() }
        let (open, closed) = (server.port, try freePort())
        let result = try await Self.race([("127.0.0.1", closed), ("192.0.2.1", 9), ("127.0.0.1", open)])
        #expect(result == nil)
    }

    @Test func `when all refuse, the reason is told`() async throws {
        let closed = try freePort()
        #expect(try await Self.race([("127.0.0.1", closed), ("127.0.0.2", closed)]) == .connectionRefused)
        #expect(try await Self.race([]) == .noName)
    }

    /// Nil if somebody was reached.
    private static func race(_ places: [(String, UInt16)]) async throws -> UVError? {
        let addresses = try places.map { try address($0.0, $0.1) }
        return try await onLoop { loop in
            var race: ConnectRace?
            let error: UVError? = await withCheckedContinuation { waiting in
                race = ConnectRace(addresses, on: loop) { result in
                    if case .failure(let error) = result { waiting.resume(returning: error) } else { waiting.resume(returning: nil) }
                }
            }
            race?.cancel()
            return error
        }
    }
}
