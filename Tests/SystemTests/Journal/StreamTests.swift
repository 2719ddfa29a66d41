import Glibc
import Support
import Testing
import Wire

/// Durable streams over a real host, its real journal, and plugins that know nothing but the bus.
@Suite struct StreamTests {
    /// Says on the bus what its log then holds: the answers to what it asked the journal.
    private static func asker(_ id: String, _ requests: (subject: String, body: String)...) -> FeatureManifest {
        let asks = requests.map { "ask('\($0.subject)', '\($0.body)');" }.joined(separator: "\n")
        return .perl(
            id,
            """
            hello(); $| = 1; my $n = 0; say3(qq(SUB _INBOX.\(id).* 1\\r\\n));
            sub ask { my ($subject, $body) = @_; $n++;
              say3(sprintf(qq(PUB %s _INBOX.\(id).%d %d\\r\\n%s\\r\\n), $subject, $n, length $body, $body));
              while (1) { my $l = hear();
                if ($l =~ /^MSG \\S+ \\S+ (\\d+)$/) { print take($1), qq(\\n); return }
                if ($l =~ /^HMSG \\S+ \\S+ (\\d+) (\\d+)$/) { my $b = take($2); $b =~ s/\\r\\n/|/g; print $b, qq(\\n); return } } }
            \(asks)
            ready(); hear() while 1;
            """, "permissions.request = ['journal.>']")
    }

    private func host(_ features: [FeatureManifest] = []) throws -> RoostHost {
        let host = try RoostHost(features)
        try host.installJournal()
        try host.start()
        return host
    }

    @Test func `a feature's events are there for it and for administrators, and for nobody else`() throws {
        let host = try host([
            Self.asker(
                "meter", ("journal.append", #"{"stream": "meter", "event": {"kWh": 1.50}}"#),
                ("journal.append", #"{"stream": "meter.day", "event": [ ]}"#), ("journal.read", #"{"stream": "meter", "after": 0}"#),
                ("journal.streams", "")),
            Self.asker(
                "thief", ("journal.read", #"{"stream": "meter", "after": 0}"#), ("journal.append", #"{"stream": "meter", "event": 0}"#)),
        ])
        let lines = answers(of: "meter", on: host)
        #expect(lines[0].hasSuffix(#"{"sequence":1}"#) && lines[1].hasSuffix(#"{"sequence":1}"#))
        #expect(lines[2].contains(#""event":{"kWh": 1.50}}],"first":1,"last":1}"#))
        #expect(lines[3].contains(#""meter.day""#))
        let theft = answers(of: "thief", on: host)
        #expect(theft.count == 2 && theft.allSatisfy { $0.contains("Nats-Service-Error-Code: 403") && $0.contains("'thief.NAME'") })
        let page = try host.bus().ask("journal.read", ["stream": "meter.day", "after": 0])
        #expect(page["events"]?.array?.first?["event"] == [])
    }

    @Test func `what was acknowledged survives the journal's death and the host's`() throws {
        let host = try host()
        for number in 1...5 { #expect(try append(number, on: host) == Int64(number)) }
        kill(try #require(try host.feature("journal").pid), SIGKILL)
        try host.wait(for: "journal", to: "be back") { $0.restarts == 1 && $0.state == "ready" }
        #expect(try append(6, on: host) == 6)
        try host.killHost()
        try host.start()
        let page = try host.bus().ask("journal.read", ["stream": "test", "after": 2])
        #expect(page["events"]?.array?.compactMap { $0["event"]?.integer } == [3, 4, 5, 6])
    }

    @Test func `a damaged database is set aside and said, and the host runs on`() throws {
        let host = try host()
        _ = try append(1, on: host)
        try host.killHost()
        try host.writeFile(Array("nonsense".utf8) + [UInt8](repeating: 7, count: 8192), to: "data/journal/journal.db")
        unlink(host.folder.path("data/journal/journal.db-wal"))
        try host.start()
        #expect(host.log(of: "journal").contains("journal.db.corrupt-1"))
        #expect(host.folder.read("data/journal/journal.db.corrupt-1").hasPrefix("nonsense"))
        #expect(try append(1, on: host) == 1)
    }

    private static let badRequests = [
        ("journal.append", "nonsense", "400"), ("journal.append", "[]", "400"), ("journal.append", #"{"stream": "test"}"#, "400"),
        ("journal.append", #"{"stream": "Test", "event": 1}"#, "400"), ("journal.append", #"{"stream": 7, "event": 1}"#, "400"),
        ("journal.append", #"{"stream": "journal", "event": 1}"#, "403"), ("journal.read", #"{"stream": "test", "after": -1}"#, "400"),
        ("journal.retain", #"{"stream": "test", "maxAge": "1"}"#, "400"),
    ]

    @Test func `a bad request is refused in words, an event of 256 KiB is the largest`() throws {
        let host = try host()
        for (subject, body, code) in Self.badRequests {
            let reply = try host.bus().request(subject, Array(body.utf8))
            #expect(reply.code == code, "\(subject) \(body)")
            #expect(reply.error?.isEmpty == false)
        }
        for (size, code) in [(256 << 10, nil), ((256 << 10) + 1, "400")] {
            let event = "\"\(String(repeating: "x", count: size - 2))\""
            #expect(try host.bus().request("journal.append", Array(#"{"stream": "large", "event": \#(event)}"#.utf8)).code == code)
        }
    }

    private func answers(of id: String, on host: RoostHost) -> [Substring] {
        host.log(of: id).split(separator: "\n").filter { $0.contains(" out ") }
    }

    private func append(_ number: Int, on host: RoostHost) throws -> Int64? {
        try host.bus().ask("journal.append", ["stream": "test", "event": .integer(Int64(number))])["sequence"]?.integer
    }
}
