@testable import HTTP

/// The reader of what a server answers.
enum ResponseHarness {
    private enum Reading: Equatable {
        case refused
        case read(ResponseDraft.Head?, [UInt8], isComplete: Bool)
    }

    /// It is read alike however it is cut: else two could see two answers in it.
    static func response(_ bytes: [UInt8]) {
        let whole = read(bytes, pieces: max(1, bytes.count))
        precondition(whole == read(bytes, pieces: 1) && whole == read(bytes, pieces: 7), "an answer that is read in two ways")
    }

    private static func read(_ bytes: [UInt8], pieces: Int) -> Reading {
        var parser = ResponseParser()
        var (rest, body) = (bytes[...], [UInt8]())
        while !rest.isEmpty, !parser.isComplete {
            let piece = Array(rest.prefix(pieces))
            guard let count = try? parser.parse(piece) else { return .refused }
            precondition(count == piece.count || parser.isComplete)
            rest = rest.dropFirst(piece.count)
            body += parser.takeBody()
        }
        if let head = parser.head { interpret(head) }
        return .read(parser.head, body, isComplete: parser.isComplete)
    }

    /// All that is read out of a head must take anything.
    private static func interpret(_ head: ResponseDraft.Head) {
        guard let url = try? HTTPURL("https://a/b") else { return }
        let response = HTTPResponse(status: head.status, headers: head.headers, url: url, contentLength: head.contentLength)
        _ = (response.retryAfter, response.strongValidator, response.headers["Content-Range"].map(ContentRange.init))
        _ = try? RedirectRule.next(after: response, of: HTTPRequest(.get, response.url, maximumBody: 1))
    }

    static let seeds = [
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"abc\"\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nhello world",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=\"y\"\r\n world\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 206 Partial\r\nContent-Range: bytes 5-9/10\r\nConnection: close\r\n\r\nworld",
        "HTTP/1.1 302 Found\r\nLocation: ../x\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
    ].map { Array($0.utf8) }
}
