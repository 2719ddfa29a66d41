import Testing

@testable import HTTP

struct HTTPRequestTests {
    @Test func `a request is what a server expects, and asks for no compression`() throws {
        var request = HTTPRequest(.get, try HTTPURL("http://Repo.lan:81/a%20b?c"), maximumBody: 1)
        request.headers.add("Range", "bytes=5-")
        #expect(
            text(request)
                == "GET /a%20b?c HTTP/1.1\r\nHost: repo.lan:81\r\nUser-Agent: roost/9\r\nAccept-Encoding: identity\r\nRange: bytes=5-\r\n\r\n"
        )
    }

    @Test func `a body is counted and follows`() throws {
        var request = HTTPRequest(.post, try HTTPURL("https://repo.lan/hook"), maximumBody: 1)
        request.body = Array("{}".utf8)
        #expect(text(request).hasSuffix("\r\nContent-Length: 2\r\n\r\n{}"))
    }

    /// RFC 7617's example, and a user without password.
    @Test(arguments: [("Aladdin:open%20sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("me", "bWU="), ("a:", "YTo="), ("a%zz:b", "YSV6ejpi")])
    func `user and password go to the server they are for`(_ userInfo: String, _ encoded: String) throws {
        let request = HTTPRequest(.get, try HTTPURL("http://\(userInfo)@repo.lan/"), maximumBody: 1)
        #expect(text(request).contains("\r\nAuthorization: Basic \(encoded)\r\n"))
    }

    @Test func `a proxy is told the whole URL, and its password`() throws {
        let proxy = try ProxyAddress("me:secret@proxy:3128")
        let request = HTTPRequest(.get, try HTTPURL("http://repo.lan/x"), maximumBody: 1)
        let text = String(decoding: request.bytes(userAgent: "roost/9", via: proxy), as: UTF8.self)
        #expect(text.hasPrefix("GET http://repo.lan/x HTTP/1.1\r\n"))
        #expect(text.contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n"))
    }

    private func text(_ request: HTTPRequest) -> String {
        String(decoding: request.bytes(userAgent: "roost/9", via: nil), as: UTF8.self)
    }
}
