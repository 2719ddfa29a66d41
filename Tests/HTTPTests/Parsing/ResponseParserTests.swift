import Testing

@testable import HTTP

struct ResponseParserTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"x\"\r\n\r\nhello",
        "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n",
    ])
    func `an answer is the same in one piece and byte by byte`(_ text: String) throws {
        for size in [1, 2, 3, 7, text.utf8.count] {
            let read = try read(text, pieces: size)
            #expect(read.body == "hello")
            #expect(read.parser.isComplete)
            #expect(read.parser.head?.keepsAlive == true)
            #expect(read.parser.head?.headers["trailer"] == nil)
            #expect(read.consumed == text.utf8.count)
        }
    }

    @Test func `what comes behind an answer is left`() throws {
        let answer = "HTTP/1.1 204 No Content\r\n\r\n"
        #expect(try read(answer + "HTTP/1.1 200 OK\r\n", pieces: 1000).consumed == answer.utf8.count)
    }

    @Test func `interim answers are passed over, but not for ever`() throws {
        let interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        let read = try read(interim + interim + "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", pieces: 5)
        #expect(read.parser.head?.status == 404)
        #expect(read.parser.head?.headers["Link"] == nil)
        #expect(throws: ResponseFault.self) { try self.read(String(repeating: interim, count: 9), pieces: 50) }
    }

    /// It would stand where nobody waits for a body yet, and so without bounds.
    @Test(arguments: [
        "Content-Length: 5\r\n\r\nHELLO", "Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nHELLO\r\n0\r\n\r\n",
    ])
    func `an interim answer has no body`(_ rest: String) throws {
        let text = "HTTP/1.1 103 Early Hints\r\n\(rest)HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
        for size in [1, 7, 1000] { #expect(throws: ResponseFault.self) { try self.read(text, pieces: size) } }
    }

    @Test func `a body of unknown length ends with the connection, others do not`() throws {
        var open = try read("HTTP/1.1 200 OK\r\n\r\nall of it", pieces: 4)
        #expect(!open.parser.isComplete)
        try open.parser.finish()
        #expect(open.parser.isComplete)
        #expect(open.parser.head?.keepsAlive == false)
        for text in [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        ] {
            var cut = try read(text, pieces: 1000)
            #expect(throws: ResponseFault.self) { try cut.parser.finish() }
        }
    }

    @Test(
        arguments: [
            "", "SSH-2.0-OpenSSH\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 099 No\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 200 OK\r\nA B: c\r\n\r\n",
            "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        ].filter { !$0.isEmpty })
    func `what is no answer is refused`(_ text: String) {
        #expect(throws: ResponseFault.self) { try read(text, pieces: 1000) }
    }

    @Test func `a head is bounded in its fields and its bytes`() throws {
        let fields = { (count: Int) in (0..<count).map { "X-\($0): y\r\n" }.joined() }
        #expect(try read("HTTP/1.1 204 No\r\n\(fields(100))\r\n", pieces: 100).parser.head?.headers.fields.count == 100)
        #expect(throws: ResponseFault.self) { try read("HTTP/1.1 204 No\r\n\(fields(101))\r\n", pieces: 100) }
        let long = String(repeating: "y", count: 40_000)
        #expect(throws: ResponseFault.self) { try read("HTTP/1.1 204 No\r\nX: \(long)\r\n\r\n", pieces: 1000) }
        #expect(throws: ResponseFault.self) { try read("HTTP/1.1 204 \(long)\r\n\r\n", pieces: 1000) }
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        #expect(throws: ResponseFault.self) { try read("\(chunks)\(fields(101))\r\n", pieces: 100) }
        #expect(throws: ResponseFault.self) {
            try read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;\(long)\(long)\(long)", pieces: 1000)
        }
    }

    @Test func `what stands around a body is bounded by the body, however it is cut`() throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = { (words: Int, body: Int) in
            "\(String(body, radix: 16));\(String(repeating: "a", count: words))\r\n\(String(repeating: "b", count: body))\r\n"
        }
        let end = "0\r\n\r\n"
        let drops = try read(head + String(repeating: "1\r\nx\r\n", count: 50_000) + end, pieces: 1000)
        #expect(drops.body.utf8.count == 50_000 && drops.parser.isComplete)
        for size in [100, 16_384, 1_000_000] {
            #expect(try self.read(head + chunk(30_000, 1) + end, pieces: size).body == "b")
            #expect(throws: ResponseFault.self) { try self.read(head + chunk(20_000, 1) + chunk(20_000, 1) + end, pieces: size) }
            // What comes behind does not mend it.
            #expect(throws: ResponseFault.self) { try self.read(head + chunk(40_000, 50_000) + end, pieces: size) }
            #expect(try self.read(head + chunk(5, 50_000) + chunk(40_000, 1) + end, pieces: size).body.utf8.count == 50_001)
        }
    }

    @Test func `behind the answer to CONNECT the tunnel begins`() throws {
        var parser = ResponseParser(answersConnect: true)
        let answer = Array("HTTP/1.1 200 Connected\r\nContent-Length: 5\r\n\r\n".utf8)
        let count = try parser.parse(answer)
        #expect(count == answer.count)
        #expect(parser.isComplete)
        var refused = ResponseParser(answersConnect: true)
        _ = try refused.parse(Array("HTTP/1.1 407 No\r\nContent-Length: 5\r\n\r\n".utf8))
        #expect(!refused.isComplete)
    }

    private func read(_ text: String, pieces: Int) throws -> (parser: ResponseParser, body: String, consumed: Int) {
        var parser = ResponseParser()
        var (body, consumed) = ([UInt8](), 0)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) where !parser.isComplete {
            consumed += try parser.parse(Array(bytes[start..<min(bytes.count, start + pieces)]))
            body += parser.takeBody()
        }
        return (parser, String(decoding: body, as: UTF8.self), consumed)
    }
}
