import Support
import Testing

@testable import HTTP

/// Answers that are nearly right, by the thousand: none may do harm, and none may be read in two ways.
struct ResponseMutationTests {
    private static let seeds = [
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"abc\"\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nhello world",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=\"y\"\r\n world\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 206 Partial\r\nContent-Range: bytes 5-9/10\r\nConnection: close\r\n\r\nworld",
        "HTTP/1.1 302 Found\r\nLocation: ../x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<8)
    func `a mutated answer is read alike however it is cut, or refused`(_ seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for _ in 0..<1500 {
            let bytes = Self.mutated(&generator)
            let whole = Self.read(bytes, &generator, cut: false)
            let pieces = Self.read(bytes, &generator, cut: true)
            #expect(whole == pieces, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    private enum Reading: Equatable {
        case refused
        case read(ResponseDraft.Head?, [UInt8], isComplete: Bool)
    }

    private static func read(_ bytes: [UInt8], _ generator: inout SplitMix, cut: Bool) -> Reading {
        var parser = ResponseParser()
        var (rest, body) = (bytes[...], [UInt8]())
        while !rest.isEmpty, !parser.isComplete {
            let piece = rest.prefix(cut ? Int.random(in: 1...20, using: &generator) : rest.count)
            guard let count = try? parser.parse(Array(piece)) else { return .refused }
            precondition(count == piece.count || parser.isComplete)
            rest = rest.dropFirst(piece.count)
            body += parser.takeBody()
        }
        if let head = parser.head { interpret(head) }
        return .read(parser.head, body, isComplete: parser.isComplete)
    }

    /// All that is read out of a head must take anything.
    private static func interpret(_ head: ResponseDraft.Head) {
        let response = HTTPResponse(
            status: head.status, headers: head.headers, url: try! HTTPURL("https://a/b"), contentLength: head.contentLength)
        _ = (response.retryAfter, response.strongValidator, response.headers["Content-Range"].map(ContentRange.init))
        _ = try? RedirectRule.next(after: response, of: HTTPRequest(.get, response.url, maximumBody: 1))
    }

    private static func mutated(_ generator: inout SplitMix) -> [UInt8] {
        var bytes = seeds.randomElement(using: &generator)!
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert([0x0D, 0x0A, 0x20, 0x3A, 0x30, 0x66, 0x2C].randomElement(using: &generator)!, at: place)
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(Int.random(in: 1...30, using: &generator)), at: place)
            default: bytes = Array(bytes[...place])
            }
            if bytes.isEmpty { return [0] }
        }
        return bytes
    }
}
