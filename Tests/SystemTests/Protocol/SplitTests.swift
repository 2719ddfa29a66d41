import Support
import Testing

/// However the network cuts what a client sends, the answer is the same.
@Suite struct SplitTests {
    @Test func `a long script cut in two at every byte`() throws {
        let server = try BusServer(.ours, .open)
        let expected = try answer(from: server, to: [Self.script])
        #expect(expected.count > 25)
        for cut in 1..<Self.script.count {
            let parts = [Array(Self.script[..<cut]), Array(Self.script[cut...])]
            let heard = try answer(from: server, to: parts)
            #expect(heard == expected, "cut before byte \(cut): \(visible(parts[0].suffix(20)))‖\(visible(parts[1].prefix(20)))")
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64]) func `a long script in pieces of a few bytes`(size: Int) throws {
        let server = try BusServer(.ours, .open)
        let expected = try answer(from: server, to: [Self.script])
        let pieces = stride(from: 0, to: Self.script.count, by: size).map { Array(Self.script[$0...].prefix(size)) }
        #expect(try answer(from: server, to: pieces) == expected)
    }

    @Test func `a long script is answered as nats-server answers it`() throws {
        let expected = try answer(from: BusServer(.reference, .open), to: [Self.script])
        #expect(try answer(from: BusServer(.ours, .open), to: [Self.script]) == expected)
    }

    /// Everything a client can say, ended by something it must not.
    private static let script = Array(
        Script.wire(
            """
            CONNECT {"verbose":true,"pedantic":true,"headers":true,"name":"split \\u00e9"}
            PING
            SUB foo.bar 1
            SUB\tfoo.* \t 2
            SUB other queue 3
            PUB foo.bar 5
            hello
            PUB foo.baz reply.to 0

            HPUB foo.bar r 24 29
            NATS/1.0
            Key: value

            hello
            HPUB foo.baz 12 12
            NATS/1.0


            UNSUB 2 100
            UNSUB 1
            PUB other 2
            \n
            SUB .bad 4
            PONG
            ping
            pub foo.bar 10
            PING\r\nPONG
            +OK
            UNSUB 3
            PUB foo.bar 1
            x
            FOO
            """
        ).utf8)

    private func answer(from server: BusServer, to parts: [[UInt8]]) throws -> [String] {
        var reader = FrameReader(try RawSocket(port: server.port))
        let deadline = Deadline(within: Deadline.patience)
        _ = try reader.next(until: deadline)
        for (index, part) in parts.enumerated() {
            if index > 0 { Deadline.pause(.microseconds(300)) }
            try reader.socket.send(part)
        }
        var frames: [String] = []
        while case .frame(let frame) = try reader.next(until: deadline) { frames.append(frame.description) }
        return frames
    }
}
