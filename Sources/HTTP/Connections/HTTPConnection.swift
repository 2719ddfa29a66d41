import EventLoop

/// One connection to a server, for one request after another.
final class HTTPConnection {
    let transport: any Transport
    private var parser: ResponseParser
    /// Something came that belongs to no answer.
    private var hasSurplus = false

    init(_ transport: any Transport, parser: ResponseParser = ResponseParser()) {
        self.transport = transport
        self.parser = parser
    }

    var place: String { transport.place }

    /// Sends a request and waits for the head of its answer: all of it, not its first byte only.
    func exchange(_ request: [UInt8], _ life: RequestLife, within limit: UInt64) async throws(HTTPError) -> ResponseDraft.Head {
        let deadline = life.loop.now + limit
        try await transport.send(request, life, until: deadline)
        while true {
            if let head = parser.head { return head }
            guard try await parseMore(life, until: deadline) > 0 else { throw .unreachable("\(place) hung up without an answer") }
        }
    }

    /// The next piece of the body; nothing at its end.
    func readBody(_ life: RequestLife, _ stall: inout StallWatch) async throws(HTTPError) -> [UInt8] {
        while true {
            let body = parser.takeBody()
            if !body.isEmpty || parser.isComplete { return body }
            let start = life.loop.now
            let count = try await parseMore(life, until: start + stall.left)
            guard stall.pass(life.loop.now - start, bytes: count) || parser.isComplete else { throw .unreachable("\(place) is too slow") }
        }
    }

    /// Reads a body that nobody wants, to its end or until so many bytes have come.
    func skipBody(_ life: RequestLife, atMost limit: Int, until deadline: UInt64) async throws(HTTPError) {
        var count = 0
        while !parser.isComplete, count <= limit {
            count += try await parseMore(life, until: deadline)
            _ = parser.takeBody()
        }
    }

    /// Whether another request may follow.
    var isReusable: Bool { isClean && keepsAlive }

    /// Whether the answer says that one may. No body without a length does.
    var keepsAlive: Bool { parser.head?.keepsAlive == true }

    /// Nothing came behind the answer.
    var isClean: Bool { parser.isComplete && !hasSurplus }

    func prepareForNext() { parser.reset() }

    func close() { transport.close() }

    /// How many bytes came; none at the end of the connection, where that may be.
    private func parseMore(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> Int {
        let bytes = try await transport.receive(life, until: deadline)
        do throws(ResponseFault) {
            if !bytes.isEmpty {
                hasSurplus = try parser.parse(bytes) < bytes.count
            } else if parser.head != nil {
                try parser.finish()
            }
            return bytes.count
        } catch {
            if bytes.isEmpty { throw .unreachable("\(place) broke off: \(error.words)") }
            throw .refused("\(place): \(error.words)")
        }
    }
}
