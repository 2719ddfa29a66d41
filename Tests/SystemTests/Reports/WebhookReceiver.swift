import Support
import Synchronization
import Wire

/// A web server that takes webhooks, and answers each with a status of the test's choice.
final class WebhookReceiver: Sendable {
    struct Request {
        let key: String
        let signature: String
        let body: JSON
    }

    private let requests: Requests
    private let server: RawServer

    /// Apart, because the server's threads hold it.
    private final class Requests: Sendable {
        let all = Mutex<[Request]>([])
    }

    /// - Parameter status: of the answer to the request of this number, counted from 0.
    init(_ status: @escaping @Sendable (Int) -> String = { _ in "200 OK" }) throws {
        let requests = Requests()
        self.requests = requests
        server = try RawServer { caller, _ in
            guard let request = try Self.request(from: caller) else { return }
            let number = requests.all.withLock {
                $0.append(request)
                return $0.count - 1
            }
            try caller.send("HTTP/1.1 \(status(number))\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
    }

    var url: String { "http://127.0.0.1:\(server.port)/hook" }
    var all: [Request] { requests.all.withLock { $0 } }

    /// Those whose event is of this subject, once there are so many.
    func requests(_ subject: String, count: Int = 1, within time: Duration = Deadline.patience) throws -> [Request] {
        let found = { self.all.filter { $0.body["subject"]?.string == subject } }
        try Deadline.wait(for: "\(count) of \(subject)", within: time) { found().count >= count }
        return found()
    }

    private static func request(from caller: RawSocket) throws -> Request? {
        let deadline = Deadline(within: Deadline.patience)
        var text = try caller.readHead()
        func field(_ name: String) -> String {
            text.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
        }
        func body() -> [UInt8] {
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
            return parts.count == 2 ? Array(parts[1].utf8) : []
        }
        let length = Int(field("Content-Length")) ?? 0
        while body().count < length, !caller.isEnded { text += String(decoding: try caller.read(until: deadline), as: UTF8.self) }
        guard body().count == length else { return nil }
        return Request(key: field("Idempotency-Key"), signature: field("Roost-Signature"), body: try JSON(parsing: body()))
    }
}
