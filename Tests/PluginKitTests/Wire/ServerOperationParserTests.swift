import Support
import Testing
import Wire

@Suite struct ServerOperationParserTests {
    static let headers = {
        var headers = Headers(status: 503, statusDescription: "No Responders")
        headers.append("A", "b: c")
        return headers
    }()

    /// One of each, and what they are in bytes.
    static let operations: [(ServerOperation, [UInt8])] = [
        (.info(Array("{\"max_payload\":1048576}".utf8)), Array("INFO {\"max_payload\":1048576}\r\n".utf8)),
        (
            .msg(.init(subject: "a.b", subscription: 7, payload: Array("hi\r\nMSG".utf8))),
            Array("MSG a.b 7 7\r\nhi\r\nMSG\r\n".utf8)
        ),
        (.msg(.init(subject: "a", subscription: 1, reply: "r.x")), Array("MSG\ta 1  r.x\t0\r\n\r\n".utf8)),
        (.ping, Array("PING\r\n".utf8)), (.pong, Array("pong\n".utf8)), (.ok, Array("+OK\r\n".utf8)),
        (.err("Stale Connection"), Array("-ERR 'Stale Connection'\r\n".utf8)),
        (
            .hmsg(.init(subject: "a", subscription: 2, reply: "r", payload: [0, 255]), headers),
            Array("HMSG a 2 r \(headers.bytes.count) \(headers.bytes.count + 2)\r\n".utf8) + headers.bytes + [0, 255, 13, 10]
        ),
    ]

    private func read(_ pieces: [some Sequence<UInt8>], limits: ServerOperationParser.Limits = .init()) throws -> [ServerOperation] {
        var parser = ServerOperationParser(limits: limits)
        var operations: [ServerOperation] = []
        for piece in pieces {
            parser.append(piece)
            while let operation = try parser.next() { operations.append(operation) }
        }
        return operations
    }

    @Test func `reads one of each`() throws {
        #expect(try read([Self.operations.flatMap(\.1)]) == Self.operations.map(\.0))
    }

    @Test func `reads the same split at every byte, and byte by byte`() throws {
        let bytes = Self.operations.flatMap(\.1)
        let whole = Self.operations.map(\.0)
        for cut in bytes.indices { #expect(try read([bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)") }
        #expect(try read(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: [
        "HELLO\r\n", "\r\n", "INFOX {}\r\n", "MSG a 1\r\n", "MSG a 1 r x 1\r\n", "MSG a b 1\r\n", "MSG a 1 -1\r\n",
        "MSG a 1 1x\r\n",
        "MSG a 1 99999999999999999999\r\n", "HMSG a 1 5 2\r\n", "HMSG a 1 0 2\r\n", "HMSG a 1 2\r\n", "MSG a 1 1\r\nabc",
    ]) func `refuses nonsense, and everything after it`(text: String) {
        var parser = ServerOperationParser()
        parser.append(Array(text.utf8))
        #expect(throws: ServerOperationParser.Failure.self) { try parser.next() }
        parser.append(Array("PING\r\n".utf8))
        #expect(throws: ServerOperationParser.Failure.self) { try parser.next() }
    }

    @Test(arguments: [
        ("abcd", Headers()), ("NATS/1.0\r\nA: b\r\nno colon\r\nC: d\r\n\r\n", Headers(fields: [("A", "b")])),
        ("NATS/1.0\r\n" + String(repeating: "A: b\r\n", count: 300), Headers(fields: Array(repeating: ("A", "b"), count: 256))),
        ("NATS/1.0\r\nA: b\r\nB: " + String(repeating: "x", count: 70_000), Headers(fields: [("A", "b")])),
    ]) func `a message with headers that are none is a message all the same`(block: String, headers: Headers) throws {
        let bytes = Array("HMSG a 1 \(block.utf8.count) \(block.utf8.count + 1)\r\n\(block)!\r\nPING\r\n".utf8)
        let delivery = ServerOperation.Delivery(subject: "a", subscription: 1, reply: nil, payload: [0x21])
        #expect(try read([bytes[...]]) == [.hmsg(delivery, headers), .ping])
    }

    @Test func `bounds a line, an INFO and a payload each by its own limit`() throws {
        #expect(throws: ServerOperationParser.Failure.lineTooLong) { try read([Array(repeating: UInt8(ascii: "M"), count: 4097)]) }
        let info = Array("INFO \(String(repeating: "x", count: 60_000))\r\n".utf8)
        #expect(try read([info]).count == 1)
        #expect(throws: ServerOperationParser.Failure.lineTooLong) {
            try read([info.dropLast(2) + Array(repeating: 120, count: 6000)])
        }
        #expect(throws: ServerOperationParser.Failure.payloadTooLarge) { try read([Array("MSG a 1 1048577\r\n".utf8)]) }
        let large = Array("MSG a 1 1048576\r\n".utf8) + Array(repeating: UInt8(1), count: 1 << 20) + Array("\r\n".utf8)
        #expect(try read([large]).count == 1)
    }

    @Test(arguments: 0..<64) func `survives random and mutated bytes`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var bytes =
            seed.isMultiple(of: 2) ? Self.operations.flatMap(\.1) : (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            bytes[bytes.indices.randomElement(using: &random)!] = UInt8.random(in: 0...255, using: &random)
        }
        let cut = bytes.indices.randomElement(using: &random)!
        // Whatever it says, it says the same of the same bytes in one piece and in two.
        #expect(outcome([bytes[...]]) == outcome([bytes[..<cut], bytes[cut...]]))
    }

    /// What was read, and what stopped it.
    private func outcome(_ pieces: [ArraySlice<UInt8>]) -> String {
        var parser = ServerOperationParser()
        var seen: [ServerOperation] = []
        do {
            for piece in pieces {
                parser.append(piece)
                while let operation = try parser.next() { seen.append(operation) }
            }
            return "\(seen)"
        } catch {
            return "\(seen) \(error)"
        }
    }
}

extension Headers {
    fileprivate init(fields: [(String, String)]) {
        self.init()
        for (name, value) in fields { append(name, value) }
    }
}
