import EventLoop
import Support
import Synchronization
import Testing

@testable import HTTP

/// Servers that lie, drip, or never end.
struct HostileServerTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello",
    ])
    func `a body that breaks off is no body`(_ answer: String) async throws {
        let server = try RawServer.answering(answer)
        let error = try await fetch(server.url()).error
        #expect(error == .unreachable("127.0.0.1:\(server.port) broke off: the answer ended before it was whole"))
    }

    @Test func `a body longer than agreed on is refused at its head, or where it grows too long`() async throws {
        let said = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        #expect(try await fetch(said.url(), atMost: 5).error == .tooLong("\(said.url()) is longer than the 5 bytes it may have"))
        let endless = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\n\r\n")
            while !caller.isEnded { try caller.send([UInt8](repeating: 0x61, count: 65_536)) }
        }
        #expect(
            try await fetch(endless.url(), atMost: 100_000).error
                == .tooLong("\(endless.url()) is longer than the 100000 bytes it may have"))
    }

    @Test func `a head without end is left`() async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\n")
            while !caller.isEnded { try caller.send("X: \(String(repeating: "y", count: 100))\r\n") }
        }
        #expect(try await fetch(server.url()).error == .refused("127.0.0.1:\(server.port): the answer's head has more than 100 fields"))
    }

    @Test func `a body before the answer is refused, not kept`() async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 100 Continue\r\nContent-Length: 99999999999\r\n\r\n")
            while !caller.isEnded { try caller.send([UInt8](repeating: 0x61, count: 65_536)) }
        }
        let error = try await fetch(server.url(), .forTest { $0.firstByte = .seconds(2) }).error
        #expect(error == .refused("127.0.0.1:\(server.port): an interim answer says that it has a body"))
    }

    @Test(arguments: ["Content-Length: 10\r\n\r\nhello", "Content-Length: 10\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "\r\n"])
    func `the body of a no is not waited for`(_ rest: String) async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 404 No\r\n\(rest)")
            try caller.waitForEnd()
        }
        let error = try await fetch(server.url(), .forTest { $0.stall = .milliseconds(50) }).error
        #expect(error == .status(404, url: server.url(), retryAfter: nil))
    }

    @Test func `the body of a no that falls in drops is not waited for to its end`() async throws {
        let sent = Mutex(0)
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 404 No\r\nContent-Length: 60000\r\n\r\n")
            while !caller.isEnded, sent.withLock({ $0 < 60_000 }) {
                try caller.send([UInt8](repeating: 0x61, count: 100))
                sent.withLock { $0 += 100 }
                Deadline.pause(.milliseconds(20))
            }
        }
        let error = try await fetch(server.url(), .forTest { $0.leftover = .milliseconds(50) }).error
        #expect(error == .status(404, url: server.url(), retryAfter: nil))
        #expect(sent.withLock { $0 } < 60_000)
    }

    @Test func `a body pressed together unasked is refused`() async throws {
        let server = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
        #expect(try await fetch(server.url()).error == .refused("\(server.url()): the answer is gzip, which nobody asked for"))
    }

    @Test func `what is no HTTP is refused`() async throws {
        let server = try RawServer.answering("220 mail ESMTP\r\n")
        guard case .refused(let words) = try await fetch(server.url()).error else { return #expect(Bool(false)) }
        #expect(words.hasPrefix("127.0.0.1:\(server.port): this is no HTTP"))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nX: y\r\n"])
    func `a head that does not come in time is not waited for`(_ start: String) async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send(start)
            try caller.waitForEnd()
        }
        let error = try await fetch(server.url(), .forTest { $0.firstByte = .milliseconds(50) }).error
        #expect(error == .unreachable("127.0.0.1:\(server.port) is silent"))
    }

    @Test func `a line that delays the first byte is waited for, as long as it is said to be`() async throws {
        let server = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        let line = try LineProxy(to: server.port) { _ in LineProxy.Plan(delay: .milliseconds(300)) }
        let url = "http://127.0.0.1:\(line.port)/"
        let error = try await fetch(url, .forTest { $0.firstByte = .milliseconds(50) }).error
        #expect(error == .unreachable("127.0.0.1:\(line.port) is silent"))
        #expect(try await fetch(url, .forTest { $0.stall = .milliseconds(50) }).text == "hello")
    }

    /// All other limits are longer than the test may take.
    @Test(arguments: ["a TLS server", "a proxy"])
    func `who takes the connection and says nothing is not waited for longer than for the connection`(_ who: String) async throws {
        let server = try RawServer { caller, _ in try caller.waitForEnd() }
        let port = server.port
        let settings = HTTPSettings.forTest {
            ($0.connect, $0.firstByte, $0.stall) = (.milliseconds(50), .seconds(600), .seconds(600))
            if who == "a proxy" { $0.proxies = ProxyRules { $0 == "https_proxy" ? "127.0.0.1:\(port)" : nil } }
        }
        let url = who == "a proxy" ? "https://repo.invalid/" : "https://127.0.0.1:\(port)/"
        let place = who == "a proxy" ? "repo.invalid:443" : "127.0.0.1:\(port)"
        #expect(try await fetch(url, settings).error == .unreachable("\(place) is silent"))
        #expect(server.connectionCount == 1)
    }

    @Test func `drops are a stall`() async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
            while !caller.isEnded {
                try caller.send("x")
                Deadline.pause(.milliseconds(5))
            }
        }
        let error = try await fetch(server.url(), .forTest { $0.stall = .milliseconds(100) }).error
        #expect(error?.mayPass == true, "\(String(describing: error))")
    }

    @Test func `nobody there is said so`() async throws {
        let port = try freePort()
        #expect(
            try await fetch("http://127.0.0.1:\(port)/").error == .unreachable("no connection to 127.0.0.1:\(port): connection refused"))
        guard case .unreachable(let words) = try await fetch("http://no-such-name.invalid/").error else { return #expect(Bool(false)) }
        #expect(words.hasPrefix("cannot find the address of no-such-name.invalid"))
    }

    @Test func `a cancelled task closes its connection`() async throws {
        let server = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")
            try caller.waitForEnd()
        }
        let url = server.url()
        let error = try await onLoop { loop in
            let client = HTTPClient(on: loop, .forTest())
            var sink = CancellingSink()
            do throws(HTTPError) {
                _ = try await client.send(HTTPRequest(.get, try HTTPURL(url), maximumBody: 10), into: &sink)
                return HTTPError?.none
            } catch {
                return error
            }
        }
        #expect(error == .cancelled)
    }

    @Test func `a closed client leaves nobody waiting`() async throws {
        let server = try RawServer { caller, _ in try caller.waitForEnd() }
        let url = server.url()
        let error = try await onLoop { loop in
            let client = HTTPClient(on: loop, .forTest())
            let timer = EventLoop.Timer(on: loop) { client.close() }
            timer.start(after: 20)
            let error = await client.outcome(of: url).error
            timer.close()
            return error
        }
        #expect(error == .cancelled)
    }
}

/// Its first piece makes the caller change its mind.
private struct CancellingSink: BodySink {
    func begin(_ response: HTTPResponse) {}

    func write(_ bytes: [UInt8]) { withUnsafeCurrentTask { $0?.cancel() } }
}
