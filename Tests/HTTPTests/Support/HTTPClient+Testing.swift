import EventLoop
import HTTP
import Support

extension HTTPSettings {
    /// No proxy of this machine, and limits that a test can wait for.
    static func forTest(_ change: (inout HTTPSettings) -> Void = { _ in }) -> HTTPSettings {
        var settings = HTTPSettings()
        settings.proxies = .none
        change(&settings)
        return settings
    }
}

/// What became of a request, as a value.
enum Outcome: Equatable, Sendable {
    case bytes([UInt8])
    case failed(HTTPError)

    var text: String? { if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil } }
    var error: HTTPError? { if case .failed(let error) = self { error } else { nil } }
}

extension HTTPClient {
    func outcome(of url: String, atMost limit: Int = 1 << 20) async -> Outcome {
        do throws(HTTPError) {
            return .bytes(try await bytes(of: HTTPURL(url), atMost: limit))
        } catch {
            return .failed(error)
        }
    }
}

/// One request, by a client of its own.
func fetch(_ url: String, atMost limit: Int = 1 << 20, _ settings: HTTPSettings = .forTest()) async throws -> Outcome {
    try await onLoop { loop in
        let client = HTTPClient(on: loop, settings)
        defer { client.close() }
        return await client.outcome(of: url, atMost: limit)
    }
}

extension RawServer {
    /// Gives each request of each connection the same answer, and hangs up after it.
    static func answering(_ text: String) throws -> RawServer {
        try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send(text)
        }
    }

    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }
}
