import Glibc
import Support
import Testing
import Wire

/// Transactions over a real host and its real journal.
@Suite struct TransactionTests {
    private static let old = ["one": "1", "two": "1", "link": "-> a"]
    private static let new = ["one": "2", "two": "2", "link": "-> b"]
    private static let operations: JSON = [
        ["do": "move", "from": "@home/data/app/new", "to": "@home/data/app/one"],
        ["do": "write-file", "path": "@home/data/app/two", "content": "2"],
        ["do": "swap-link", "link": "@home/data/app/link", "to": "b"],
    ]

    private func host(_ features: [FeatureManifest] = [], under prefix: [String] = []) throws -> RoostHost {
        let host = try RoostHost(features)
        host.prefix = prefix
        try host.installJournal()
        for folder in ["data", "data/app", "data/app/a", "data/app/b"] { _ = try host.folder.makeFolder(folder) }
        for (name, text) in [("one", "1"), ("two", "1"), ("new", "2")] { try host.folder.write(text, to: "data/app/\(name)") }
        try #require(symlink("a", host.folder.path("data/app/link")) == 0)
        try host.start()
        return host
    }

    private func begin(_ operations: JSON = operations, on host: RoostHost) throws -> String {
        let begun = try host.bus().ask(
            "journal.begin", ["kind": "test", "from": "1", "to": "2", "operations": operations])
        #expect(begun["phase"]?.string == "STAGING" && begun["owner"]?.string == "@admin")
        return try #require(begun["id"]?.string)
    }

    private func state(of host: RoostHost) -> [String: String] {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = buffer.withUnsafeMutableBytes {
            readlink(host.folder.path("data/app/link"), $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        return [
            "one": host.folder.read("data/app/one"), "two": host.folder.read("data/app/two"),
            "link": "-> \(String(decoding: buffer[..<max(0, count)], as: UTF8.self))",
        ]
    }

    private func outcomes(on host: RoostHost) throws -> [String] {
        let page = try host.bus().ask("journal.read", ["stream": "journal", "after": 0])
        return page["events"]?.array?.compactMap { $0["event"]?["outcome"]?.string } ?? []
    }

    @Test func `a transaction goes through its phases, is done, and is told once`() throws {
        let host = try host()
        let id = try begin(on: host)
        for phase in ["MIGRATION", "SWITCH", "VALIDATION"] {
            #expect(state(of: host) == Self.old)
            #expect(try host.bus().ask("journal.advance", ["id": .string(id)])["phase"]?.string == phase)
        }
        #expect(state(of: host) == Self.new)
        let event: JSON = ["stream": "notes", "event": ["version": 2]]
        #expect(try host.bus().ask("journal.commit", ["id": .string(id), "event": event])["outcome"]?.string == "done")
        #expect(try host.bus().ask("journal.commit", ["id": .string(id)])["outcome"]?.string == "done")
        #expect(state(of: host) == Self.new)
        #expect(try outcomes(on: host) == ["done"])
        let notes = try host.bus().ask("journal.read", ["stream": "notes", "after": 0])
        #expect(notes["events"]?.array?.map { $0["event"] } == [["version": 2]])
        #expect(try host.bus().ask("journal.list")["transactions"]?.array?.map { $0["id"]?.string } == [id])
    }

    @Test(arguments: 0...3)
    func `the host killed in any phase finds the old when it starts again`(_ advances: Int) throws {
        let host = try host()
        let id = try begin(on: host)
        for _ in 0..<advances { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        try host.killHost()
        try host.start()
        #expect(state(of: host) == Self.old)
        #expect(try host.bus().ask("journal.show", ["id": .string(id)])["outcome"]?.string == "rolled-back")
        #expect(try outcomes(on: host) == ["rolled-back"])
        #expect(host.log(of: "journal").contains("Transaction \(id) (test, of '@admin') was found cut off in"))
        #expect(host.folder.read("data/app/new") == "2")
    }

    @Test(arguments: ["renameat2", "linkat"])
    func `the journal killed at a real call on the way finds the old when it starts again`(_ call: String) throws {
        let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=1"]
        let host = try host(under: strace)
        let id = try begin(on: host)
        #expect(throws: BusClient.Refused.self) {
            for _ in 0..<3 { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        }
        try host.wait(for: "journal", to: "be back", within: .seconds(60)) { $0.restarts > 0 && $0.state == "ready" }
        #expect(state(of: host) == Self.old)
        #expect(try host.bus().ask("journal.show", ["id": .string(id)])["outcome"]?.string == "rolled-back")
        #expect(try outcomes(on: host) == ["rolled-back"])
    }

    @Test(arguments: [0, 1, 3])
    func `a journal killed in a host that goes on takes nothing from its owner`(_ advances: Int) throws {
        let host = try host()
        let id = try begin(on: host)
        for _ in 0..<advances { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        let state = state(of: host)
        kill(try #require(try host.feature("journal").pid), SIGKILL)
        try host.wait(for: "journal", to: "be back") { $0.restarts == 1 && $0.state == "ready" }
        #expect(self.state(of: host) == state)
        #expect(host.log(of: "journal").contains("Transaction \(id) (test, of '@admin') was found under way in"))
        for _ in advances..<3 { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        #expect(try host.bus().ask("journal.commit", ["id": .string(id)])["outcome"]?.string == "done")
        #expect(self.state(of: host) == Self.new)
        #expect(try outcomes(on: host) == ["done"])
    }

    @Test func `a rollback is asked for with its reason, and is final`() throws {
        let host = try host()
        let id = try begin(on: host)
        for _ in 0..<3 { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        let ended = try host.bus().ask("journal.rollback", ["id": .string(id), "reason": "it does not work"])
        #expect(ended["outcome"]?.string == "rolled-back" && ended["reason"]?.string == "it does not work")
        #expect(state(of: host) == Self.old)
        #expect(try host.bus().request("journal.commit", Array(#"{"id":"\#(id)"}"#.utf8)).code == "409")
    }

    private static let refused: [(subject: String, body: String, code: String)] = [
        ("begin", #"{"kind": "x"}"#, "400"), ("begin", #"{"kind": "x", "from": "", "to": "", "operations": [{"do": "teleport"}]}"#, "400"),
        ("begin", #"{"kind": "x", "from": "", "to": "", "operations": [{"do": "remove-tree", "path": "/etc"}]}"#, "400"),
        ("begin", #"{"kind": "x", "from": "", "to": "", "operations": [{"do": "remove-tree", "path": "@home/data/journal"}]}"#, "403"),
        ("begin", #"{"kind": "x", "from": "", "to": "", "operations": [{"do": "remove-tree", "path": "@home/../x"}]}"#, "400"),
        ("begin", #"{"kind": "x", "from": "", "to": "", "operations": [{"do": "remove-tree", "path": "@home/data/nothing"}]}"#, "404"),
        ("advance", #"{"id": "99"}"#, "404"), ("advance", #"{"id": 1}"#, "400"), ("show", #"{"id": "../1"}"#, "404"),
        ("recover", "{}", "400"),
        ("plan", #"{"id": "99", "operations": []}"#, "404"), ("rollback", "nonsense", "400"),
    ]

    @Test func `what cannot be is refused in words, and a second one on the same place with the first one's id`() throws {
        let host = try host()
        for (subject, body, code) in Self.refused {
            let reply = try host.bus().request("journal.\(subject)", Array(body.utf8))
            #expect(reply.code == code, "\(subject) \(body): \(reply.error ?? "-")")
            #expect(reply.error?.isEmpty == false)
        }
        let id = try begin(on: host)
        let body: JSON = ["kind": "x", "from": "", "to": "", "operations": Self.operations]
        let second = try host.bus().request("journal.begin", body.bytes)
        #expect(second.code == "409" && second.error?.contains("transaction \(id)") == true)
        #expect(try host.bus().ask("journal.recover", ["dryRun": true])["findings"]?.array?.count == 1)
        #expect(try host.bus().ask("journal.recover", ["dryRun": false])["findings"]?.array?.count == 1)
        #expect(try host.bus().ask("journal.show", ["id": .string(id)])["outcome"]?.string == nil)
    }

    /// Asks the journal as a feature, and logs each answer's code.
    private static let feature = FeatureManifest.perl(
        "app",
        """
        hello(); $| = 1; my $n = 0; my $id; say3(qq(SUB _INBOX.app.* 1\\r\\n));
        sub ask { my ($subject, $body) = @_; $n++;
          say3(sprintf(qq(PUB %s _INBOX.app.%d %d\\r\\n%s\\r\\n), $subject, $n, length $body, $body));
          while (1) { my $l = hear();
            if ($l =~ /^MSG \\S+ \\S+ (\\d+)$/) { my $b = take($1); $id //= $1 if $b =~ /"id":"(\\d+)"/; print qq(answer $b\\n); return }
            if ($l =~ /^HMSG \\S+ \\S+ (\\d+) (\\d+)$/) { my $b = take($2); $b =~ s/\\r\\n/|/g; print qq(answer $b\\n); return } } }
        for my $path ('one', '@home/slots/x', '@home/data/other/x', '../other') {
          ask('journal.begin', qq({"kind":"x","from":"","to":"","operations":[{"do":"write-file","path":"$path","content":"mine"}]})) }
        ask('journal.advance', qq({"id":"$id"})) for 1..3; ask('journal.commit', qq({"id":"$id"})); ask('journal.recover', '{"dryRun":false}');
        ready(); hear() while 1;
        """, "permissions.request = ['journal.>']")

    @Test func `a feature works on its own ground and on nothing else`() throws {
        let host = try host([Self.feature])
        let answers = host.log(of: "app").split(separator: "\n").filter { $0.contains("answer ") }
        let codes = answers.map { line in ["400", "403"].first { line.contains("Nats-Service-Error-Code: \($0)") } ?? "-" }
        #expect(codes == ["-", "403", "403", "400", "-", "-", "-", "-", "403"], "\(answers)")
        #expect(host.folder.read("data/app/one") == "mine")
        #expect(try host.bus().ask("journal.list")["transactions"]?.array?.map { $0["owner"]?.string } == ["app"])
    }
}
