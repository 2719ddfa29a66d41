import Support
import Synchronization
import Testing

@testable import HTTP

/// Downloads from servers that know little of ranges, or lie about them.
struct OddServerTests {
    private let fixture = DownloadFixture(100_000)

    /// The first answer breaks off after 60,000 bytes; `second` answers whoever asks for the rest, and the whole follows then.
    private func server(_ second: @escaping @Sendable (_ range: String, _ bytes: [UInt8]) -> [UInt8]) throws -> RawServer {
        let bytes = fixture.bytes
        return try RawServer { caller, number in
            let head = try caller.readHead()
            if head.hasPrefix("GET /login ") { return try caller.send("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n") }
            let whole = Array("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes
            guard number > 0 else { return try caller.send(Array(whole.prefix(60_000))) }
            let range = head.split(separator: "\r\n").first { $0.hasPrefix("Range: ") }
            try caller.send(range.map { second(String($0.dropFirst(13)), bytes) } ?? whole)
        }
    }

    private func outcome(_ second: @escaping @Sendable (_ range: String, _ bytes: [UInt8]) -> [UInt8]) async throws -> (DownloadError?, Int)
    {
        let server = try server(second)
        guard case .later = try await fixture.fetch(from: server.url()) else { throw DeadlinePassed(waitingFor: "a cut") }
        return (try await fixture.fetch(from: server.url()), server.connectionCount)
    }

    @Test func `a server that ignores ranges is heard from the beginning`() async throws {
        let (error, asked) = try await outcome { _, bytes in Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes
        }
        #expect((error, asked) == (nil, 2))
        #expect(fixture.hasArrived)
    }

    @Test(arguments: ["bytes 0-99999/100000", "bytes 1-99999/100000", "nothing", "bytes FROM-99999/100001", "bytes FROM-99998/100000"])
    func `a part that was not asked for is not taken, and all is asked for anew`(_ range: String) async throws {
        let (error, asked) = try await outcome { from, bytes in
            let field = range.split(separator: "FROM").joined(separator: String(from.dropLast()))
            return Array("HTTP/1.1 206 X\r\nETag: \"v1\"\r\nContent-Range: \(field)\r\n\r\n".utf8) + bytes
        }
        #expect((error, asked) == (nil, 3))
        #expect(fixture.hasArrived)
    }

    @Test func `a part of another file is not taken`() async throws {
        let (error, asked) = try await outcome { from, bytes in
            Array("HTTP/1.1 206 X\r\nETag: \"v2\"\r\nContent-Range: bytes \(from)99999/100000\r\n\r\n".utf8) + bytes
        }
        #expect((error, asked) == (nil, 3))
        #expect(fixture.hasArrived)
    }

    @Test func `a range that cannot be had means to begin anew`() async throws {
        let (error, asked) = try await outcome { _, _ in
            Array("HTTP/1.1 416 No\r\nConnection: close\r\nContent-Range: bytes */5\r\nContent-Length: 0\r\n\r\n".utf8)
        }
        #expect((error, asked) == (nil, 3))
        #expect(fixture.hasArrived)
    }

    @Test func `the rest comes by a right range`() async throws {
        let (error, asked) = try await outcome { from, bytes in
            let start = Int(from.dropLast())!
            return Array("HTTP/1.1 206 X\r\nContent-Range: bytes \(from)99999/*\r\n\r\n".utf8) + bytes[start...]
        }
        #expect((error, asked) == (nil, 2))
        #expect(fixture.hasArrived)
    }

    @Test func `a server in trouble is asked later, when it says, and the part is kept`() async throws {
        let (error, _) = try await outcome { _, _ in Array("HTTP/1.1 503 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n".utf8) }
        guard case .later(.status(503, _, _), after: .seconds(120), kept: 50_000...) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(!fixture.part.isEmpty)
    }

    @Test func `what is said to be kept is kept`() async throws {
        let server = try RawServer.answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")
        let record = PartRecord(try fixture.download(from: "http://other.lan/file"), validator: "\"v1\"")
        try fixture.folder.write(record.text, to: "file.progress")
        try fixture.folder.write(Array(fixture.bytes.prefix(60_000)), to: "file.part")
        let refusal = HTTPError.status(503, url: server.url(), retryAfter: nil)
        #expect(try await fixture.fetch(from: server.url()) == .later(refusal, after: nil, kept: 0))
        #expect(!fixture.hasLeftovers)
        #expect(
            "\(DownloadError.later(refusal, after: .seconds(9), kept: 0))"
                == "\(refusal); nothing of it is here, to be asked for again in 9 s")
        #expect("\(DownloadError.later(refusal, after: nil, kept: 7))" == "\(refusal); 7 bytes of it are kept, to be continued")
    }

    @Test func `attempts that bring nothing cost nothing`() async throws {
        let server = try server { _, _ in Array("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n".utf8) }
        #expect(try await fixture.fetch(from: server.url()) != nil)
        let part = fixture.part
        for _ in 0..<5 { #expect(try await fixture.fetch(from: server.url()) != nil) }
        let isKept = fixture.part == part
        #expect(isKept && !part.isEmpty)
    }

    @Test func `a line that brings little at a time gets on`() async throws {
        let bytes = fixture.bytes
        let server = try RawServer { caller, _ in
            let range = try caller.readHead().split(separator: "\r\n").first { $0.hasPrefix("Range: ") }?.dropFirst(13).dropLast()
            let start = range.flatMap { Int($0) } ?? 0
            let status = range == nil ? "200 OK" : "206 X\r\nContent-Range: bytes \(start)-99999/100000"
            let head = "HTTP/1.1 \(status)\r\nETag: \"v1\"\r\nContent-Length: \(bytes.count - start)\r\n\r\n"
            try caller.send(Array(head.utf8) + bytes[start...].prefix(20_000))
        }
        for _ in 0..<4 { #expect(try await fixture.fetch(from: server.url()) != nil) }
        #expect(try await fixture.fetch(from: server.url()) == nil)
        #expect(fixture.hasArrived)
    }

    @Test func `a file whose end was not heard is there at the next attempt`() async throws {
        let bytes = fixture.bytes
        let ranges = Mutex<[String]>([])
        let server = try RawServer { caller, number in
            let range = try caller.readHead().split(separator: "\r\n").first { $0.hasPrefix("Range: ") }?.dropFirst(13) ?? ""
            ranges.withLock { $0.append(String(range)) }
            let start = Int(range.dropLast()) ?? 0
            let status = range.isEmpty ? "200 OK" : "206 X\r\nContent-Range: bytes \(start)-99999/100000"
            let head =
                "HTTP/1.1 \(status)\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\n\(String(bytes.count - start, radix: 16))\r\n"
            try caller.send(Array(head.utf8) + bytes[start...] + Array((number == 0 ? "" : "\r\n0\r\n\r\n").utf8))
        }
        #expect(try await fixture.fetch(from: server.url()) != nil)
        #expect(try await fixture.fetch(from: server.url()) == nil)
        #expect(fixture.hasArrived)
        #expect(ranges.withLock { $0 } == ["", "99999-"])
    }

    @Test(arguments: [
        "200 OK\r\nContent-Length: 12\r\n\r\n<html>login\n",
        "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<html>login\n",
        "302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n",
    ])
    func `a page that comes in the place of the rest does not cost the part`(_ answer: String) async throws {
        let server = try server { _, _ in Array("HTTP/1.1 \(answer)".utf8) }
        #expect(try await fixture.fetch(from: server.url()) != nil)
        let part = fixture.part
        let error = try await fixture.fetch(from: server.url())
        let isKept = fixture.part == part
        #expect(error != nil && isKept && !part.isEmpty, "\(String(describing: error))")
    }

    @Test(arguments: [403, 404, 410]) func `a server that says no has the last word, and the part goes`(_ status: Int) async throws {
        let (error, _) = try await outcome { _, _ in Array("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n".utf8) }
        guard case .refused(.status(let said, _, _)) = error, said == status else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(!fixture.hasLeftovers)
    }

    @Test(arguments: ["\"v1\"", "W/\"v1\"", nil])
    func `the rest is asked for of the very same file, by its strong ETag, else all of it`(_ tag: String?) async throws {
        let heads = Mutex<[String]>([])
        let bytes = fixture.bytes
        let server = try RawServer { caller, number in
            let head = try caller.readHead()
            heads.withLock { $0.append(head) }
            let field = tag.map { "ETag: \($0)\r\n" } ?? ""
            let whole = Array("HTTP/1.1 200 OK\r\n\(field)Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes
            try caller.send(number == 0 ? Array(whole.prefix(80_000)) : whole)
        }
        #expect(try await fixture.fetch(from: server.url()) != nil)
        #expect(try await fixture.fetch(from: server.url()) == nil)
        let (first, second) = heads.withLock { ($0.first ?? "", $0.last ?? "") }
        #expect(!first.contains("Range"))
        #expect(second.contains("\r\nRange: bytes=") == (tag == "\"v1\""), "\(second)")
        #expect(second.contains("\r\nIf-Range: \"v1\"\r\n") == (tag == "\"v1\""), "\(second)")
        #expect(fixture.hasArrived && server.connectionCount == 2)
    }

    @Test func `without a strong ETag a part is begun anew`() async throws {
        let bytes = fixture.bytes
        let server = try RawServer { caller, number in
            let head = try caller.readHead()
            guard !head.contains("Range") else { return }
            let answer = Array("HTTP/1.1 200 OK\r\nETag: W/\"v1\"\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes
            try caller.send(number == 0 ? Array(answer.prefix(60_000)) : answer)
        }
        #expect(try await fixture.fetch(from: server.url()) != nil)
        #expect(try await fixture.fetch(from: server.url()) == nil)
        #expect(fixture.hasArrived)
    }

    @Test(arguments: [12, 200_000]) func `another file of its name costs the part, of whatever length it is`(_ length: Int) async throws {
        let (error, _) = try await outcome { _, _ in
            Array("HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: \(length)\r\n\r\n".utf8) + [UInt8](repeating: 0, count: length)
        }
        guard case .wrong(let difference, _) = error, difference == (length < 100_000 ? .shorter : .longer) else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(!fixture.hasLeftovers)
    }
}
