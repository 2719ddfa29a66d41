import EventLoop
import Support
import Testing
import Trust

@testable import HTTP

/// Real nginx by TLS.
struct SecureServerTests {
    private let authority = try! TestAuthority()

    @Test func `a file comes by https from a host that proves its name or its address`() async throws {
        let nginx = try server(for: "DNS:localhost,IP:127.0.0.1")
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try nginx.put(bytes, at: "file")
        for host in ["localhost", "127.0.0.1"] {
            let isWhole = try await fetch("https://\(host):\(nginx.securePort)/file", settings).bytes == bytes
            #expect(isWhole)
        }
    }

    @Test func `a wrong host, an unknown authority and an expired certificate are told apart`() async throws {
        let other = try server(for: "DNS:other.lan")
        let url = "https://localhost:\(other.securePort)/"
        #expect(try await fetch(url, settings).error == .insecure(.wrongHost(host: "localhost")))
        #expect(
            try await fetch(url, .forTest { $0.authorities = try! TestAuthority().pem }).error
                == .insecure(.unknownAuthority(host: "localhost")))
        let expired = try server(for: "DNS:localhost", days: -1)
        #expect(try await fetch("https://localhost:\(expired.securePort)/", settings).error == .insecure(.expired(host: "localhost")))
        #expect(try await fetch("https://localhost:\(expired.port)/", settings).error != nil)
    }

    @Test func `from https nobody is sent to http`() async throws {
        let nginx = try server(for: "DNS:localhost", extra: "location /old { return 302 http://localhost/new; }")
        let url = "https://localhost:\(nginx.securePort)/old"
        #expect(try await fetch(url, settings).error == .refused("\(url) sends us to http://localhost/new, which is not secure"))
    }

    @Test func `a tunnel through a proxy ends at the server`() async throws {
        let nginx = try server(for: "DNS:localhost")
        try nginx.put(Array("hello".utf8), at: "file")
        let port = nginx.securePort
        let proxy = try RawServer { caller, _ in
            guard try caller.readHead().hasPrefix("CONNECT localhost:\(port) HTTP/1.1\r\n") else { return }
            try caller.send("HTTP/1.1 200 Established\r\n\r\n")
            try LineProxy.pass(caller, to: port)
        }
        let proxyPort = proxy.port
        var settings = settings
        settings.proxies = ProxyRules { $0 == "https_proxy" ? "127.0.0.1:\(proxyPort)" : nil }
        #expect(try await fetch("https://localhost:\(port)/file", settings).text == "hello")
        #expect(proxy.connectionCount == 1)
    }

    @Test func `a line that is cut is not the server's end`() async throws {
        let nginx = try server(for: "DNS:localhost")
        try nginx.put([UInt8](repeating: 0x61, count: 100_000), at: "file")
        let line = try LineProxy(to: nginx.securePort) { _ in LineProxy.Plan(cutAfter: 50_000) }
        let error = try await fetch("https://localhost:\(line.port)/file", settings).error
        #expect(error == .insecure(.truncated(host: "localhost")))
        #expect(line.bytesPassed == [50_000])
    }

    private var settings: HTTPSettings { .forTest { $0.authorities = authority.pem } }

    private func server(for names: String, days: Int = 30, extra: String = "") throws -> NginxServer {
        try NginxServer(certificate: authority.issue("server\(days < 0 ? "-old" : "")", for: names, days: days), extra: extra)
    }
}

extension Outcome {
    fileprivate var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}
