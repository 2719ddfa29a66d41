import Glibc
import Support
import Testing
import Wire

/// Whoever reaches a door without being let in costs the host next to nothing.
@Suite struct HostilePeerTests {
    /// What a peer says before it says nothing more.
    private static let sayings: [[UInt8]] = [
        Array(repeating: 0x41, count: 1 << 20), // a line without an end
        (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 7) },
        Array("CONNECT {\"user\":\"\(String(repeating: "x", count: 3000))\"".utf8),
        Array("CONNECT \(String(repeating: "[", count: 4000))\r\n".utf8),
        Array("PUB a 1048576\r\n".utf8) + Array(repeating: 0x42, count: 1_000_000),
        Array("PUB a 99999999999999999999\r\n".utf8), Array("HPUB a 5 3\r\n".utf8), Array("SUB \0 1\r\n".utf8), [],
    ]

    @Test func `a crowd of strangers at the TCP door neither ends, nor stops, nor grows the host`() throws {
        let port = try freePort()
        let text = RoostHost.quickRestarts + "[bus]\nlisten = '127.0.0.1:\(port)'\ntoken = 'secret'\n"
        let host = try RoostHost(running: [.sleeper("one")], configuration: text)
        let (feature, pid) = (try host.feature("one").pid, try host.running.pid)
        try crowd(at: port, of: 3)
        let before = try residentKilobytes(of: pid)
        for _ in 0..<10 {
            try crowd(at: port, of: 10)
            #expect(try host.feature("one").pid == feature)
        }
        try Deadline.wait(for: "the strangers to be gone") { try host.status()["bus"]?["connections"]?.integer == 1 }
        #expect(try residentKilobytes(of: pid) < before + 16_000)
        #expect(try host.stop() == .exited(0))
    }

    /// All at once, each saying one of the sayings and holding on until all have.
    private func crowd(at port: UInt16, of size: Int) throws {
        var peers: [RawSocket] = []
        for _ in 0..<size {
            for saying in Self.sayings {
                let peer = try RawSocket(port: port)
                try peer.send(saying)
                peers.append(peer)
            }
        }
    }
}
