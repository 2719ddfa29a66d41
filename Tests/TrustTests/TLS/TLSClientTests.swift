import Support
import Testing

@testable import Trust

/// Against `openssl s_server`, which gives each line back reversed.
struct TLSClientTests {
    private let authority = try! TestAuthority()

    @Test(arguments: [1, 100, 65_536]) func `what is said comes through, in pieces of any size, until the server closes`(_ piece: Int)
        throws
    {
        let server = try server(for: "DNS:localhost")
        let talk = try Talk(server.port, host: "localhost", TLSTrust(authorities: authority.pem), piece: piece)
        #expect(try talk.handshake() == .done)
        #expect(try talk.ask("hello\n") == .bytes(Array("olleh\n".utf8)))
        #expect(try talk.ask("CLOSE\n") == .closed)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "::1"]) func `a name or an address is proven`(_ host: String) throws {
        let server = try server(for: "DNS:localhost,IP:127.0.0.1,IP:::1")
        #expect(try Talk(server.port, host: host, TLSTrust(authorities: authority.pem)).handshake() == .done)
    }

    @Test(arguments: ["other.lan", "127.0.0.2", "localhost.lan", "sub.localhost"]) func `another's certificate is refused`(_ host: String)
        throws
    {
        let server = try server(for: "DNS:localhost,IP:127.0.0.1")
        let talk = try Talk(server.port, host: host, TLSTrust(authorities: authority.pem))
        #expect(throws: TLSError.wrongHost(host: host)) { try talk.handshake() }
    }

    @Test func `an unknown authority's and an expired certificate are refused, each in its words`() throws {
        // The server talks to one after the other: each connection ends with its closure.
        let server = try server(for: "DNS:localhost")
        #expect(throws: TLSError.unknownAuthority(host: "localhost")) {
            try Talk(server.port, host: "localhost", TLSTrust(authorities: TestAuthority().pem)).handshake()
        }
        #expect(throws: TLSError.unknownAuthority(host: "localhost")) {
            try Talk(server.port, host: "localhost", TLSTrust()).handshake()
        }
        let old = try self.server(for: "DNS:localhost", days: -1)
        #expect(throws: TLSError.expired(host: "localhost")) {
            try Talk(old.port, host: "localhost", TLSTrust(authorities: authority.pem)).handshake()
        }
        #expect("\(TLSError.expired(host: "a"))".contains("clock"))
    }

    @Test func `below TLS 1.2 nobody is spoken to`() throws {
        #expect(try TLSTrust().oldestVersion == 0x0303 && TLSTrust(authorities: authority.pem).oldestVersion == 0x0303)
        let server = try server(for: "DNS:localhost", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        let talk = try Talk(server.port, host: "localhost", TLSTrust(authorities: authority.pem))
        guard case .refused = #expect(throws: TLSError.self, performing: { try talk.handshake() }) else {
            return #expect(Bool(false))
        }
    }

    @Test func `what is no TLS is refused`() throws {
        let client = try TLSClient(host: "localhost", trust: TLSTrust(authorities: authority.pem))
        #expect(try client.handshake() == .needsMore)
        client.put(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        #expect(throws: TLSError.self) { try client.handshake() }
    }

    @Test(arguments: ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `authorities that are none are refused`(_ pem: String) {
        #expect(throws: TLSError.self) { try TLSTrust(authorities: pem) }
    }

    /// A whole system's are some 220 KB.
    @Test func `of many authorities none is left out, and what is too much or broken is refused in words`() throws {
        let bundle = String(repeating: try TestAuthority().pem, count: 300)
        #expect(bundle.utf8.count > 150_000)
        let server = try server(for: "DNS:localhost")
        #expect(try Talk(server.port, host: "localhost", TLSTrust(authorities: bundle + authority.pem)).handshake() == .done)

        let tooMuch = #expect(throws: TLSError.self) { try TLSTrust(authorities: String(repeating: bundle, count: 8)) }
        #expect(tooMuch?.description.contains("\(bundle.utf8.count * 8) bytes, and at most 1048576") == true)
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let error = #expect(throws: TLSError.self) { try TLSTrust(authorities: authority.pem + broken + authority.pem) }
        #expect(error?.description.contains("certificate 2 in it is broken") == true)
    }

    private func server(for names: String, days: Int = 30, _ options: String...) throws -> (port: UInt16, process: ServerProcess) {
        let issued = try authority.issue("server", for: names, days: days)
        let port = try freePort()
        let process = try ServerProcess(
            "openssl", ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", issued.certificate, "-key", issued.key, "-rev"] + options)
        try Deadline.wait(for: "s_server") {
            try process.requireRunning()
            return process.output.contains("ACCEPT")
        }
        return (port, process)
    }
}

/// A client and a socket brought together, as a program with an event loop does it.
private final class Talk {
    private let client: TLSClient
    private let socket: RawSocket
    private let piece: Int
    private var waiting: ArraySlice<UInt8> = []

    init(_ port: UInt16, host: String, _ trust: TLSTrust, piece: Int = 65_536) throws {
        client = try TLSClient(host: host, trust: trust)
        socket = try RawSocket(port: port)
        self.piece = piece
    }

    func handshake() throws -> TLSClient.Handshake {
        while try client.handshake() == .needsMore { try exchange() }
        try socket.send(client.take())
        return .done
    }

    func ask(_ text: String) throws -> TLSClient.Reading {
        try client.write(Array(text.utf8))
        while true {
            let reading = try client.read()
            if reading != .needsMore { return reading }
            try exchange()
        }
    }

    /// Sends what is to be sent, and puts in the next piece of what has come.
    private func exchange() throws {
        try socket.send(client.take())
        if waiting.isEmpty { waiting = try socket.read(until: Deadline(within: Deadline.patience))[...] }
        if waiting.isEmpty { throw DeadlinePassed(waitingFor: "the server's next word") }
        client.put(Array(waiting.prefix(piece)))
        waiting = waiting.dropFirst(piece)
    }
}
