import EventLoop
import Support
import Synchronization
import Testing

@testable import HTTP

struct HTTPClientTests {
    @Test func `a body comes whole, by length, by chunks and by the connection's end`() async throws {
        for answer in [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\nhello",
        ] {
            let server = try RawServer.answering(answer)
            #expect(try await fetch(server.url()).text == "hello")
        }
    }

    @Test(arguments: [204, 206, 304, 400, 403, 404, 410, 500, 503])
    func `what is not 200 is told by its number`(_ status: Int) async throws {
        let server = try RawServer.answering("HTTP/1.1 \(status) X\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")
        let url = server.url("/x")
        #expect(try await fetch(url).error == .status(status, url: url, retryAfter: .seconds(7)))
        #expect(server.connectionCount == 1)
    }

    @Test func `one call is one request, whatever comes of it`() async throws {
        let heads = Mutex<[String]>([])
        let server = try RawServer { caller, number in
            let head = try caller.readHead()
            heads.withLock { $0.append(head) }
            if number > 0 { try caller.send("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") }
        }
        let url = server.url("/a%2Fb")
        #expect(try await fetch(url).error == .unreachable("127.0.0.1:\(server.port) hung up without an answer"))
        #expect(try await fetch(url).error?.mayPass == true)
        #expect(heads.withLock { $0.map { $0.prefix(19) } } == ["GET /a%2Fb HTTP/1.1", "GET /a%2Fb HTTP/1.1"])
    }

    @Test func `a connection is used again, and left when the server says so`() async throws {
        let server = try RawServer { caller, _ in
            for answer in ["Content-Length: 1\r\n\r\na", "Content-Length: 1\r\nConnection: close\r\n\r\nb"] {
                _ = try caller.readHead()
                try caller.send("HTTP/1.1 200 OK\r\n\(answer)")
            }
        }
        let url = server.url()
        let texts = try await onLoop { loop in
            let client = HTTPClient(on: loop, .forTest())
            var texts: [String?] = []
            for _ in 0..<4 { texts.append(await client.outcome(of: url).text) }
            client.close()
            return texts
        }
        #expect(texts == ["a", "b", "a", "b"])
        #expect(server.connectionCount == 2)
    }

    @Test func `what a server says unasked spoils its connection`() async throws {
        let server = try RawServer { caller, number in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(number)HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            try caller.waitForEnd()
        }
        let url = server.url()
        let texts = try await onLoop { loop in
            let client = HTTPClient(on: loop, .forTest())
            return [await client.outcome(of: url).text, await client.outcome(of: url).text]
        }
        #expect(texts == ["0", "1"])
    }

    @Test func `a redirect is followed, a ring of them is left`() async throws {
        let server = try RawServer { caller, _ in
            let head = try caller.readHead()
            let end = head.hasPrefix("GET /end ")
            try caller.send(
                end ? "HTTP/1.1 200 OK\r\n\r\nend" : "HTTP/1.1 302 X\r\nLocation: \(head.hasPrefix("GET /ring ") ? "ring" : "end")\r\n\r\n")
        }
        #expect(try await fetch(server.url("/start")).text == "end")
        let before = server.connectionCount
        #expect(try await fetch(server.url("/ring")).error == .refused("\(server.url("/ring")) sends us on more than 5 times"))
        #expect(server.connectionCount == before + 6)
    }

    @Test func `a redirect within a server goes with its user and password, one elsewhere without`() async throws {
        let other = try RawServer { caller, _ in
            let head = try caller.readHead()
            try caller.send("HTTP/1.1 200 OK\r\n\r\n\(head.contains("Authorization") ? "known" : "unknown")")
        }
        let elsewhere = other.url()
        let server = try RawServer { caller, _ in
            let head = try caller.readHead()
            let isKnown = head.contains("Authorization: Basic bWU6c2VjcmV0\r\n")
            let place = head.hasPrefix("GET /out ") ? elsewhere : "/end"
            try caller.send(
                head.hasPrefix("GET /end ")
                    ? "HTTP/1.1 200 OK\r\n\r\n\(isKnown ? "known" : "unknown")" : "HTTP/1.1 302 X\r\nLocation: \(place)\r\n\r\n")
        }
        #expect(try await fetch("http://me:secret@127.0.0.1:\(server.port)/in").text == "known")
        #expect(try await fetch("http://me:secret@127.0.0.1:\(server.port)/out").text == "unknown")
    }

    @Test func `a proxy is asked for http, and its tunnel for https`() async throws {
        let heads = Mutex<[String]>([])
        let proxy = try RawServer { caller, _ in
            let head = try caller.readHead()
            heads.withLock { $0.append(head) }
            try caller.send(head.hasPrefix("CONNECT") ? "HTTP/1.1 403 No\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\nby proxy")
        }
        let port = proxy.port
        let settings = HTTPSettings.forTest { $0.proxies = ProxyRules { $0 == "no_proxy" ? nil : "http://me:secret@127.0.0.1:\(port)" } }
        #expect(try await fetch("http://repo.invalid/x", settings).text == "by proxy")
        let error = try await fetch("https://repo.invalid/x", settings).error
        #expect(error == .unreachable("the proxy 127.0.0.1:\(port) makes no way to repo.invalid:443: it answered 403"))
        #expect(
            heads.withLock { $0.map { $0.split(separator: "\r\n")[0] } } == [
                "GET http://repo.invalid/x HTTP/1.1", "CONNECT repo.invalid:443 HTTP/1.1",
            ])
        #expect(heads.withLock { $0.allSatisfy { $0.contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n") } })
    }
}
