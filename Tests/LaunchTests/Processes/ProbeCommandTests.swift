import Foundation
import Support
import Testing

@testable import Launch

@Suite("roost-probe, as a real process")
struct ProbeCommandTests {
    private func probe(_ arguments: String...) throws -> (end: RealProcess.End, output: String) {
        let process = try RealProcess("roost-probe", arguments)
        return (process.wait(), process.output)
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `an open port is healthy`(host: String) throws {
        let server = try TestServer(answer: nil)
        #expect(try probe("tcp", host, "\(server.port)", "2000").end == .exited(0))
    }

    @Test func `a closed port is refused in words`() throws {
        let port = try TestServer(answer: nil).port
        let (end, output) = try probe("tcp", "127.0.0.1", "\(port)", "2000")
        #expect(end == .exited(1))
        #expect(output == "connection refused by 127.0.0.1:\(port)\n")
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\n\r\nhello", "HTTP/1.0 301 Moved\r\n\r\n", "HTTP/1.1 204\r\n"])
    func `any 2xx or 3xx is healthy`(answer: String) throws {
        let server = try TestServer(answer: answer)
        let (end, output) = try probe("http", "http://127.0.0.1:\(server.port)/x?y", "2000")
        #expect(end == .exited(0), "\(output)")
    }

    @Test func `another status is the reason`() throws {
        let server = try TestServer(answer: "HTTP/1.1 503 Service Unavailable\r\n\r\n")
        let (end, output) = try probe("http", "http://localhost:\(server.port)/", "2000")
        #expect(end == .exited(1))
        #expect(output == "http://localhost:\(server.port)/ answered 503 Service Unavailable\n")
    }

    @Test(arguments: [
        ("SSH-2.0-x\r\n", "not HTTP"), (String(repeating: "x", count: 5000), "not HTTP"), ("", "closed the connection"),
    ])
    func `what is not HTTP is said`(answer: String, words: String) throws {
        let server = try TestServer(answer: answer)
        let (end, output) = try probe("http", "http://127.0.0.1:\(server.port)", "2000")
        #expect(end == .exited(1))
        #expect(output.contains(words))
    }

    @Test func `a server that says nothing fails at its deadline`() throws {
        let server = try TestServer(answer: nil)
        let start = Date()
        let (end, output) = try probe("http", "http://127.0.0.1:\(server.port)/", "200")
        #expect(end == .exited(1))
        #expect(output == "no answer from http://127.0.0.1:\(server.port)/ within 200 ms\n")
        #expect(Date().timeIntervalSince(start) >= 0.2)
    }

    @Test func `a name server is healthy if it knows the name`() throws {
        let port = try TestServer(answer: nil).port
        let words = ["--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--log-facility=-", "--no-resolv", "--no-hosts"]
        let place = ["--port=\(port)", "--listen-address=127.0.0.1", "--bind-interfaces", "--address=/router.lan/192.168.88.1"]
        let server = try ServerProcess("/usr/sbin/dnsmasq", words + place)
        try Deadline.wait(for: "dnsmasq on port \(port)", every: .milliseconds(50)) {
            try server.requireRunning()
            return try probe("dns", "router.lan", "127.0.0.1", "\(port)", "500").end == .exited(0)
        }
        let (end, output) = try probe("dns", "nobody.example", "127.0.0.1", "\(port)", "2000")
        #expect(end == .exited(1) && output.hasPrefix("127.0.0.1:\(port), asked for 'nobody.example': "), "\(output)")
        _ = try server.stop()
        #expect(try probe("dns", "router.lan", "127.0.0.1", "\(port)", "2000").end == .exited(1))
    }

    @Test func `an unknown host is said`() throws {
        let (end, output) = try probe("tcp", "256.256.256.256.invalid", "80", "3000")
        #expect(end == .exited(1))
        #expect(output.contains("256.256.256.256.invalid") || output.contains("could not be looked up"))
    }

    @Test(arguments: [
        ["tcp", "localhost", "http", "5"], ["http", "https://x/", "5"], ["tcp", "x", "1"], [], ["http", "http://x/", "-1"],
    ])
    func `misuse is status 2`(arguments: [String]) throws {
        let process = try RealProcess("roost-probe", arguments)
        #expect(process.wait() == .exited(2))
    }
}
