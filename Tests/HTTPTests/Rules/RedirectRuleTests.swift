import Testing

@testable import HTTP

struct RedirectRuleTests {
    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect leads on, with its range`(_ status: Int) throws {
        let next = try #require(try next("https://a/x", status, to: "/y"))
        #expect(next.url == (try HTTPURL("https://a/y")))
        #expect(next.headers["range"] == "bytes=5-")
        #expect(next.headers["authorization"] == "Bearer secret")
    }

    @Test(arguments: [200, 206, 300, 304, 404, 500])
    func `other answers are the last`(_ status: Int) throws { #expect(try next("https://a/x", status, to: "/y") == nil) }

    @Test(arguments: ["https://b/y", "https://a:444/y", "//b/y"])
    func `what proves who we are stays with its host`(_ location: String) throws {
        let next = try #require(try next("https://a/x", 302, to: location))
        #expect(next.headers["authorization"] == nil)
        #expect(next.headers["cookie"] == nil)
        #expect(next.headers["range"] == "bytes=5-")
    }

    @Test(arguments: [
        ("https://a/y", "me:secret"), ("/y", "me:secret"), ("?y", "me:secret"), ("https://you@a/y", "you"),
        ("https://a:443/y", "me:secret"),
        ("https://b/y", nil), ("//a:444/y", nil), ("https://b:443/y", nil),
    ])
    func `user and password of a URL stay within its origin`(_ location: String, _ userInfo: String?) throws {
        #expect(try next("https://me:secret@a/x", 302, to: location)?.url.userInfo == userInfo)
    }

    @Test func `nothing leads from https to http, all else does`() throws {
        #expect(throws: HTTPError.self) { try next("https://a/x", 302, to: "http://a/x") }
        #expect(try next("http://a/x", 302, to: "https://a/x")?.url.scheme == .https)
    }

    @Test(arguments: ["ftp://a/x", "http://", "http://a/ b", "javascript:alert(1)"])
    func `a redirect to what cannot be fetched is refused`(_ location: String) {
        #expect(throws: HTTPError.self) { try next("http://a/x", 302, to: location) }
    }

    @Test func `what changes something on the server is not asked again elsewhere`() throws {
        #expect(try next("http://a/x", 307, to: "/y", method: .post) == nil)
        #expect(try next("http://a/x", 307, to: nil) == nil)
    }

    private func next(
        _ url: String, _ status: Int, to location: String?, method: HTTPRequest.Method = .get
    ) throws -> HTTPRequest? {
        var request = HTTPRequest(method, try HTTPURL(url), maximumBody: 1)
        for (name, value) in [("Range", "bytes=5-"), ("Authorization", "Bearer secret"), ("Cookie", "a=b")] {
            request.headers.add(name, value)
        }
        var headers = HTTPHeaders()
        if let location { headers.add("Location", location) }
        return try RedirectRule.next(
            after: HTTPResponse(status: status, headers: headers, url: request.url, contentLength: nil), of: request)
    }
}
