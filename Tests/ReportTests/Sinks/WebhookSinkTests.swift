import Contracts
import EventLoop
import HTTP
import Support
import Synchronization
import Testing
import Trust
import Wire

@testable import Report

/// Against a real server, which fails, stalls, hangs up and recovers.
@Suite struct WebhookSinkTests {
    private static var secret: Secret { Secret("0123456789abcdef".utf8) }
    private static let entry = ReportContract.Entry(
        key: "r1-7", host: "r1", subject: "event.update.report", at: 5, severity: .warning, text: "It was taken back.",
        body: #"{"id":"u1"}"#)

    /// What came, in its order.
    private final class Received: Sendable {
        private let requests = Mutex<[String]>([])
        var all: [String] { requests.withLock { $0 } }

        func note(_ request: String) { requests.withLock { $0.append(request) } }
    }

    /// Answers each connection's one request with the next of these; an empty answer hangs up, nil says nothing at all.
    private func server(_ answers: [String?], _ received: Received) throws -> RawServer {
        try RawServer { caller, number in
            received.note(try caller.readRequest())
            guard let answer = answers[min(number, answers.count - 1)] else { return try caller.waitForEnd() }
            try caller.send(answer)
        }
    }

    private static func answer(_ status: String, _ more: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\(more)\r\n"
    }

    private static var quick: HTTPSettings {
        var settings = HTTPSettings()
        (settings.proxies, settings.firstByte) = (.none, .milliseconds(200))
        return settings
    }

    @Test func `what it is sent is signed, under the entry's key, and holds the event`() async throws {
        let received = Received()
        let server = try server([Self.answer("204 No Content")], received)
        let url = "http://127.0.0.1:\(server.port)/hook?a=b"
        let attempt = try await onLoop { loop in
            await WebhookSink(url: url, secret: Self.secret, on: loop, Self.quick, now: { 1_795_651_200.9 }).deliver(Self.entry)
        }
        #expect(attempt == .delivered)
        let request = try #require(received.all.first)
        let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
        let body = Array(parts[1].utf8)
        #expect(parts[0].hasPrefix("POST /hook?a=b HTTP/1.1\r\n"))
        #expect(parts[0].contains("Idempotency-Key: r1-7\r\n") && parts[0].contains("Roost-Timestamp: 1795651200\r\n"))
        let code = HMAC.code(.sha256, key: Self.secret, of: Array("1795651200.".utf8) + body)
        #expect(parts[0].contains("Roost-Signature: sha256=\(Hexadecimal.text(code))"))
        #expect(try JSON(parsing: body)["event"]?["id"]?.string == "u1")
    }

    /// Times are made up: nothing waits for a backoff here.
    @Test func `through failures, silence and hang-ups it is delivered in the end, once, under one key`() async throws {
        let received = Received()
        let answers = [
            Self.answer("500 Oh"), nil, "", "nonsense\r\n\r\n", Self.answer("429 Slow", "Retry-After: 90\r\n"), Self.answer("200 OK"),
        ]
        let server = try server(answers, received)
        let url = "http://127.0.0.1:\(server.port)/"
        let waits = try await onLoop { loop in
            let sink = WebhookSink(url: url, secret: Self.secret, on: loop, Self.quick)
            var (delivery, now, waits) = (Delivery(), 0.0, [Double]())
            var actions = delivery.handle(.stream(first: 1, last: 1), at: now, random: 0.5)
            while actions.contains(.send(1)), waits.count < 10 {
                _ = delivery.handle(.ended(1, await sink.deliver(Self.entry)), at: now, random: 0.5)
                guard let next = delivery.next else { break }
                waits.append(next - now)
                now = next
                actions = delivery.handle(.time, at: now, random: 0.5)
            }
            #expect(delivery.done == 1 && delivery.delivered == 1 && delivery.dropped == 0)
            return waits
        }
        #expect(waits == [5, 10, 20, 40, 90])
        #expect(received.all.count == 6 && received.all.allSatisfy { $0.contains("Idempotency-Key: r1-7\r\n") })
    }

    @Test func `who takes it and answers with a page, however long, has taken it`() async throws {
        let received = Received()
        let page = String(repeating: "<p>Thank you!</p>", count: 1 << 16)
        let server = try server(["HTTP/1.1 200 OK\r\nContent-Length: \(page.utf8.count)\r\nConnection: close\r\n\r\n\(page)"], received)
        let url = "http://127.0.0.1:\(server.port)/"
        let attempt = try await onLoop { loop in
            await WebhookSink(url: url, secret: Self.secret, on: loop, Self.quick).deliver(Self.entry)
        }
        #expect(attempt == .delivered && received.all.count == 1)
    }

    @Test func `a receiver that says it is wrong is not asked again, one that is not there is`() async throws {
        let server = try server([Self.answer("422 No")], Received())
        let url = "http://127.0.0.1:\(server.port)/"
        let attempts = try await onLoop { loop in
            [
                await WebhookSink(url: url, secret: Self.secret, on: loop, Self.quick).deliver(Self.entry),
                await WebhookSink(url: "http://127.0.0.1:1/", secret: Self.secret, on: loop, Self.quick).deliver(Self.entry),
                await WebhookSink(url: "http://", secret: Self.secret, on: loop, Self.quick).deliver(Self.entry),
            ]
        }
        #expect(attempts[0] == .refused("the receiver refuses it with status 422"))
        for attempt in attempts[1...] {
            guard case .failed(let words, retryAfter: nil) = attempt else { return #expect(Bool(false), "\(attempt)") }
            #expect(!words.isEmpty)
        }
    }
}

extension RawSocket {
    /// Head and body of the next request, by its Content-Length.
    fileprivate func readRequest(within time: Duration = Deadline.patience) throws -> String {
        let deadline = Deadline(within: time)
        var text = try readHead(within: time)
        while !isEnded {
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            let length = parts[0].split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }?.split(separator: " ").last
            if parts.count == 2, parts[1].utf8.count >= length.flatMap({ Int($0) }) ?? 0 { break }
            text += String(decoding: try read(until: deadline), as: UTF8.self)
        }
        return text
    }
}
