import Testing

@testable import HTTP

struct HTTPURLTests {
    @Test(arguments: [
        ("http://repo.lan", "repo.lan", 80, "/"),
        ("HTTPS://Repo.LAN:8443/a%2Fb/../c?x=%20#part", "repo.lan", 8443, "/a%2Fb/../c?x=%20"),
        ("https://user:pa%3Ass@repo.lan?now", "repo.lan", 443, "/?now"),
        ("http://[2001:db8::1]:81/x", "2001:db8::1", 81, "/x"),
        ("http://192.168.88.1:/", "192.168.88.1", 80, "/"),
        ("http://a_b.example/targets/nightly%2F1.json", "a_b.example", 80, "/targets/nightly%2F1.json"),
    ])
    func `a URL is taken apart and its path left as it is`(_ text: String, _ host: String, _ port: UInt16, _ target: String) throws {
        let url = try HTTPURL(text)
        #expect((url.host, url.port, url.target) == (host, port, target))
    }

    @Test(arguments: [
        "", "repo.lan/x", "ftp://repo.lan/", "http://", "http:///x", "http://a b/", "http://repo.lan/\r\nX: y", "http://repo.lan/ä",
        "http://repo.lan:0/", "http://repo.lan:+80/", "http://repo.lan:65536/", "http://repo.lan:8o/", "http://[::1/", "http://[repo]/",
        "http://[::1]x/",
        "http://a\u{0}b/", "http://" + String(repeating: "a", count: 254), "http://a/" + String(repeating: "b", count: 8192), "file:///etc",
    ])
    func `what cannot be fetched is refused`(_ text: String) {
        #expect(throws: HTTPError.self) { try HTTPURL(text) }
    }

    @Test func `user and password are never shown`() throws {
        #expect("\(try HTTPURL("http://me:secret@repo.lan:81/x"))" == "http://repo.lan:81/x")
        #expect(throws: HTTPError.badURL("http:///x names no host")) { try HTTPURL("http://me:secret@/x") }
    }

    @Test(arguments: [
        "http://me:secret@repo.lan:0/", "http://me:se/cret@repo.lan/x", "ftp://me:secret@repo.lan/", "me:secret@repo.lan",
        "http://me:secret@a b/",
        "http://me:secret#@repo.lan:x/", "http:/me:secret@repo.lan/", "me:secret@repo.lan://x",
        "http://me:secret@" + String(repeating: "a", count: 9000),
    ])
    func `nor are they where the text is no URL`(_ text: String) {
        let error = #expect(throws: HTTPError.self) { try HTTPURL(text) }
        #expect(error.map { "\($0)" }?.contains("cret") == false, "\(String(describing: error))")
    }

    /// RFC 3986 §5.4, as far as it concerns http.
    @Test(arguments: [
        ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"), ("", "/b/c/d;p?q"),
        ("g;x", "/b/c/g;x"), (".", "/b/c/"), ("./", "/b/c/"), ("..", "/b/"), ("../g", "/b/g"), ("../..", "/"), ("../../../g", "/g"),
        ("/./g", "/g"), ("/../g", "/g"), ("g.", "/b/c/g."), ("./../g", "/b/g"), ("g/./h", "/b/c/g/h"), ("g/../h", "/b/c/h"),
        ("g?y/./x", "/b/c/g?y/./x"), ("#s", "/b/c/d;p?q"), ("a:b/c", nil), ("mailto:x", nil), ("g/a:b", "/b/c/g/a:b"),
    ])
    func `a reference is resolved as the standard says`(_ reference: String, _ target: String?) throws {
        let base = try HTTPURL("http://a/b/c/d;p?q")
        let found = try? base.resolving(reference)
        #expect(found?.target == target)
        #expect(found.map(\.host) ?? "a" == "a")
    }

    @Test func `a reference to elsewhere takes no password along`() throws {
        let base = try HTTPURL("https://me:secret@a/b")
        #expect(try base.resolving("//c/d") == HTTPURL("https://c/d"))
        #expect(try base.resolving("http://c:81/d") == HTTPURL("http://c:81/d"))
        #expect(try base.resolving("/d").userInfo == nil)
    }
}
