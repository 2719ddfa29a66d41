import Testing

@testable import HTTP

struct ProxyRulesTests {
    @Test func `each scheme has its own variable`() throws {
        let rules = rules(["http_proxy": "http://p:1", "https_proxy": "q:2"])
        #expect(try rules.proxy(for: HTTPURL("http://a/"))?.url.endpoint == "p:1")
        #expect(try rules.proxy(for: HTTPURL("https://a/"))?.url.endpoint == "q:2")
        #expect(try ProxyRules.none.proxy(for: HTTPURL("http://a/")) == nil)
        #expect(try self.rules(["http_proxy": ""]).proxy(for: HTTPURL("http://a/")) == nil)
    }

    /// A web server hands a visitor's Proxy field to its programs as HTTP_PROXY.
    @Test func `a stranger's HTTP_PROXY is not believed`() throws {
        #expect(try rules(["HTTP_PROXY": "http://evil:1"]).proxy(for: HTTPURL("http://a/")) == nil)
        #expect(try rules(["HTTPS_PROXY": "q:2"]).proxy(for: HTTPURL("https://a/")) != nil)
    }

    @Test(arguments: [
        ("a.lan", "http://a.lan/", true), ("a.lan", "http://x.a.lan/", true), (".a.lan", "http://x.a.lan/", true),
        (".a.lan", "http://a.lan/", true), ("a.lan", "http://ba.lan/", false), ("A.Lan", "http://a.LAN/", true),
        ("b, a.lan", "http://a.lan/", true), ("a.lan:81", "http://a.lan:81/", true), ("a.lan:81", "http://a.lan/", false),
        ("*", "https://any/", true), ("192.168.88.1", "http://192.168.88.1/", true), ("::1", "http://[::1]/", true),
        ("[::1]:80", "http://[::1]/", true), ("[::1]:81", "http://[::1]/", false), ("", "http://a.lan/", false),
        (".", "http://a.lan/", false),
    ])
    func `exceptions go straight`(_ list: String, _ url: String, _ isStraight: Bool) throws {
        let rules = rules(["http_proxy": "p:1", "https_proxy": "p:1", "no_proxy": list])
        #expect((try rules.proxy(for: HTTPURL(url)) == nil) == isStraight)
    }

    @Test(arguments: ["https://p:1", "socks5://p:1", "p:x"])
    func `a proxy that cannot be spoken to is an error, not passed by`(_ address: String) {
        #expect(throws: HTTPError.self) { try rules(["http_proxy": address]).proxy(for: HTTPURL("http://a/")) }
    }

    private func rules(_ variables: [String: String]) -> ProxyRules { ProxyRules { variables[$0] } }
}
