import Testing
import Wire

@Suite struct HeadersTests {
    @Test func `a block is read as it was written`() throws {
        var headers = Headers(status: 503, statusDescription: "No Responders")
        headers.append("Nats-Service-Error", "gone")
        headers.append("X", "")
        #expect(try Headers(parsing: headers.bytes) == headers)
        #expect(String(decoding: headers.bytes, as: UTF8.self) == "NATS/1.0 503 No Responders\r\nNats-Service-Error: gone\r\nX: \r\n\r\n")
    }

    @Test func `a line end in a value cannot forge a field`() throws {
        var headers = Headers()
        headers.append("A", "x\r\nB: y")
        #expect(try Headers(parsing: headers.bytes)["B"] == nil)
    }

    @Test(arguments: ["", "HTTP/1.1\r\n\r\n", "NATS/1.0\r\nno colon\r\n\r\n", "NATS/1.0\r\n: x\r\n\r\n"])
    func `what is no header block is refused`(_ text: String) {
        #expect(throws: Headers.ParseError.self) { try Headers(parsing: Array(text.utf8)) }
    }

    @Test func `fields are bounded`() {
        let block = "NATS/1.0\r\n" + String(repeating: "A: b\r\n", count: Headers.maximumFields + 1) + "\r\n"
        #expect(throws: Headers.ParseError.tooManyFields) { try Headers(parsing: Array(block.utf8)) }
    }
}
