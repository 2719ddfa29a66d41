import Testing
import Wire

/// Feeds a parser as a connection would: what it leaves is offered again with more behind it.
struct Feeder {
    var parser = ClientOperationParser(maximumControlLine: 64, maximumPayload: 1000)
    var pending: [UInt8] = []
    var seen: [String] = []

    mutating func feed(_ bytes: some Collection<UInt8>) throws(ClientOperationParser.Failure) {
        pending += bytes
        let buffer = pending
        var failure: ClientOperationParser.Failure?
        buffer.withUnsafeBytes { whole in
            var rest = whole
            do throws(ClientOperationParser.Failure) {
                while let operation = try parser.next(&rest) { seen.append(Self.describe(operation)) }
            } catch {
                failure = error
            }
            pending = Array(rest)
        }
        if let failure { throw failure }
    }

    static func describe(_ operation: ClientOperation) -> String {
        func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
        switch operation {
        case .connect(let options): return "CONNECT \(text(options))"
        case .publish(let p):
            return "PUB \(text(p.subject)) [\(text(p.reply))] \(text(p.headerSize))/\(text(p.size)) \(p.headerLength) \(text(p.body))"
        case .subscribe(let subject, let queue, let sid): return "SUB \(text(subject)) \(queue.map(text) ?? "-") \(text(sid))"
        case .unsubscribe(let sid, let max): return "UNSUB \(text(sid)) \(max)"
        case .ping: return "PING"
        case .pong: return "PONG"
        case .info: return "INFO"
        case .ok: return "+OK"
        case .error: return "-ERR"
        }
    }
}

private let script = [
    "CONNECT {\"verbose\":false}\r\n", "PING\r\n", "pInG anything\n", "PONG\r\n", "SUB foo 1\r\n", "sub\tfoo.* \t q  2 \r\n",
    "PUB foo 5\r\nhello\r\n", "PUB foo reply 007\r\n\r\n\r\nabc\r\n", "HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
    "HPUB foo r 0 2\r\nhi\r\n", "PUB foo 0\r\n\r\n", "UNSUB 1\r\n", "UNSUB 2 10\r\n", "UNSUB 2 x\r\n", "+OK\r\n", "INFO {}\r\n",
    "-ERR 'x'\r\n",
]

private let meaning = [
    "CONNECT {\"verbose\":false}", "PING", "PING", "PONG", "SUB foo - 1", "SUB foo.* q 2", "PUB foo [] /5 0 hello",
    "PUB foo [reply] /007 0 \r\n\r\nabc", "PUB foo [] 12/14 12 NATS/1.0\r\n\r\nhi", "PUB foo [r] 0/2 0 hi", "PUB foo [] /0 0 ",
    "UNSUB 1 0", "UNSUB 2 10", "UNSUB 2 0", "+OK", "INFO", "-ERR",
]

@Suite struct ClientOperationParserTests {
    private func feeder() -> Feeder {
        var feeder = Feeder()
        feeder.parser.allowsHeaders = true
        return feeder
    }

    @Test func `every operation is read as it was written`() throws {
        var feeder = feeder()
        try feeder.feed(script.joined().utf8)
        #expect(feeder.seen == meaning)
        #expect(feeder.pending.isEmpty)
    }

    @Test func `a stream split after any byte means the same`() throws {
        let bytes = Array(script.joined().utf8)
        for split in 0...bytes.count {
            var feeder = feeder()
            try feeder.feed(bytes[..<split])
            try feeder.feed(bytes[split...])
            #expect(feeder.seen == meaning, "split after \(split) bytes")
        }
    }

    @Test func `a stream that comes byte by byte means the same`() throws {
        var feeder = feeder()
        for byte in script.joined().utf8 { try feeder.feed([byte]) }
        #expect(feeder.seen == meaning)
    }

    @Test(arguments: [
        "ZZZ", "\r\n", " PING\r\n", "PUB\r\n", "PUBS foo", "SUBZ", "PX", "HMSG", "MSG foo 1 2", "RS+", "-ERR\r\n", "GET / HTTP/1.1",
        "CONNECX", "PUB foo 2\r\nhiX\r", "PUB foo 2\r\nhi\rX",
    ])
    func `what is no operation is refused at the first byte that shows it`(_ text: String) {
        var feeder = feeder()
        #expect(throws: ClientOperationParser.Failure.unknownOperation) { try feeder.feed(text.utf8) }
    }

    @Test(arguments: [
        "PUB foo\r\n", "PUB foo a b c\r\n", "PUB foo -1\r\n", "PUB foo abc\r\n", "PUB foo 0000000002\r\n", "PUB \r\n", "SUB foo\r\n",
        "SUB a b c d\r\n", "UNSUB \r\n", "UNSUB 1 2 3\r\n", "HPUB foo 5 2\r\n", "HPUB foo 5\r\n", "HPUB foo x 5\r\n",
    ])
    func `arguments that make no sense are told from unknown operations`(_ text: String) {
        var feeder = feeder()
        #expect(throws: ClientOperationParser.Failure.malformedArguments) { try feeder.feed(text.utf8) }
    }

    @Test func `a line is as long as its arguments, and may be just as long as allowed`() throws {
        var feeder = feeder()
        try feeder.feed("SUB   \(String(repeating: "a", count: 62)) 1\r\n".utf8)
        #expect(feeder.seen.count == 1)
        #expect(throws: ClientOperationParser.Failure.controlLineTooLong) {
            try feeder.feed("SUB \(String(repeating: "a", count: 63)) 1\r\n".utf8)
        }
    }

    @Test func `a line without an end is refused when it is too long`() {
        var feeder = feeder()
        #expect(throws: ClientOperationParser.Failure.controlLineTooLong) {
            try feeder.feed("SUB \(String(repeating: "a", count: 65))".utf8)
        }
    }

    @Test func `too large a payload is refused before it arrives`() throws {
        var feeder = feeder()
        try feeder.feed("PUB foo 1000\r\n".utf8)
        #expect(feeder.parser.bytesNeeded == 14 + 1000 + 2)
        feeder = self.feeder()
        #expect(throws: ClientOperationParser.Failure.payloadTooLarge(1001)) { try feeder.feed("PUB foo 1001\r\n".utf8) }
    }

    @Test func `headers are refused to a client that did not announce them`() {
        var feeder = Feeder()
        #expect(throws: ClientOperationParser.Failure.headersNotSupported) { try feeder.feed("HPUB foo 0 0\r\n".utf8) }
    }

    @Test func `nothing but CONNECT may come from a client that has to say who it is`() throws {
        var feeder = feeder()
        feeder.parser.expectsConnect = true
        try feeder.feed("c".utf8)
        var other = Feeder()
        other.parser.expectsConnect = true
        #expect(throws: ClientOperationParser.Failure.authorizationRequired) { try other.feed("P".utf8) }
    }

    @Test func `random and mutated bytes are read or refused, and never more than is bounded is kept`() {
        var generator = Generator(state: 0x5EED)
        let seedText = Array(script.joined().utf8)
        for _ in 0..<20_000 {
            var bytes = seedText
            for _ in 0...generator.next(below: 6) {
                let place = generator.next(below: bytes.count)
                switch generator.next(below: 3) {
                case 0: bytes[place] = UInt8(generator.next(below: 256))
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8(generator.next(below: 256)), at: place)
                }
            }
            var feeder = feeder()
            while !bytes.isEmpty {
                let length = min(bytes.count, 1 + generator.next(below: 40))
                guard (try? feeder.feed(bytes.prefix(length))) != nil else { break }
                bytes.removeFirst(length)
                #expect(feeder.pending.count <= 64 + 64 + 1000 + 2)
            }
        }
    }
}

/// A fixed sequence, so that what fails once fails again.
struct Generator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
