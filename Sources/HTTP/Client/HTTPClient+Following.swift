import EventLoop

extension HTTPClient {
    /// What is dropped of a body to keep its connection; a longer one costs less by a new connection.
    private static let longestDropped = 64 << 10

    func follow(_ first: HTTPRequest, into sink: inout some BodySink, _ life: RequestLife) async throws(HTTPError) -> HTTPResponse {
        var request = first
        for _ in 0...settings.maximumRedirects {
            let response = try await ask(request, into: &sink, life)
            guard let next = try RedirectRule.next(after: response, of: request) else { return response }
            request = next
        }
        throw .refused("\(first.url) sends us on more than \(settings.maximumRedirects) times")
    }

    /// One request and its answer.
    private func ask(_ request: HTTPRequest, into sink: inout some BodySink, _ life: RequestLife) async throws(HTTPError) -> HTTPResponse {
        let proxy = try settings.proxies.proxy(for: request.url)
        let route = Route(to: request.url, via: proxy)
        let connection: HTTPConnection
        if let idle = pool.take(route) {
            connection = idle
        } else {
            connection = try await dialer.dial(request.url, route, life)
        }
        do throws(HTTPError) {
            let bytes = request.bytes(userAgent: settings.userAgent, via: route.isTunnel ? nil : proxy)
            let head = try await connection.exchange(bytes, life, within: settings.firstByte.milliseconds)
            let response = HTTPResponse(status: head.status, headers: head.headers, url: request.url, contentLength: head.contentLength)
            try await receive(response, request, from: connection, into: &sink, life)
            connection.isReusable ? pool.give(connection, route) : connection.close()
            return response
        } catch {
            connection.close()
            throw error
        }
    }

    private func receive(
        _ response: HTTPResponse, _ request: HTTPRequest, from connection: HTTPConnection, into sink: inout some BodySink,
        _ life: RequestLife
    ) async throws(HTTPError) {
        guard response.isSuccess else { return try await drop(connection, response.contentLength, life) }
        var stall = StallWatch(limit: settings.stall.milliseconds)
        try check(response, of: request)
        try await sink.begin(response)
        var count = 0
        while case let bytes = try await connection.readBody(life, &stall), !bytes.isEmpty {
            count += bytes.count
            if count > request.maximumBody { throw Self.tooLong(request) }
            try await sink.write(bytes)
            try await throttle(bytes.count, life)
        }
    }

    private func check(_ response: HTTPResponse, of request: HTTPRequest) throws(HTTPError) {
        if let length = response.contentLength, length > request.maximumBody { throw Self.tooLong(request) }
        if let encoding = response.headers["Content-Encoding"], !encoding.isSameField(as: "identity") {
            throw .refused("\(request.url): the answer is \(encoding), which nobody asked for")
        }
    }

    private static func tooLong(_ request: HTTPRequest) -> HTTPError {
        .tooLong("\(request.url) is longer than the \(request.maximumBody) bytes it may have")
    }

    /// The body of an answer that is no: nobody wants it, but behind it the connection may be used again, if it ends soon. Else the
    /// connection is closed; the answer is known in any case.
    private func drop(_ connection: HTTPConnection, _ length: Int?, _ life: RequestLife) async throws(HTTPError) {
        guard connection.keepsAlive, length ?? 0 <= Self.longestDropped else { return }
        do throws(HTTPError) {
            try await connection.skipBody(life, atMost: Self.longestDropped, until: loop.now + settings.leftover.milliseconds)
        } catch .cancelled {
            throw .cancelled
        } catch {
            return
        }
    }
}
