import Support
import Testing
import Wire

/// Transactions that nobody ends, and requests that come twice, over a real host and its real journal.
@Suite struct TransactionDeadlineTests {
    private func host() throws -> RoostHost {
        let host = try RoostHost()
        try host.installJournal()
        for folder in ["data", "data/app"] { _ = try host.folder.makeFolder(folder) }
        try host.folder.write("old", to: "data/app/file")
        try host.start()
        return host
    }

    private func update(deadline: JSON = .null) -> JSON {
        let operations: JSON = [["do": "write-file", "path": "@home/data/app/file", "content": "new"]]
        return ["kind": "test", "from": "1", "to": "2", "operations": operations, "deadline": deadline]
    }

    @Test func `what was given a second of VALIDATION and is not committed is rolled back, and told with the reason`() throws {
        let host = try host()
        let id = try #require(try host.bus().ask("journal.begin", update(deadline: 1))["id"]?.string)
        for _ in 0..<3 { _ = try host.bus().ask("journal.advance", ["id": .string(id)]) }
        #expect(host.folder.read("data/app/file") == "new")
        try Deadline.wait(for: "the transaction's end", every: .milliseconds(50)) {
            try host.bus().ask("journal.show", ["id": .string(id)])["outcome"]?.string == "rolled-back"
        }
        #expect(host.folder.read("data/app/file") == "old")
        #expect(try host.roost("journal", "show", id).output.contains("nobody took it further than VALIDATION within 1 s"))
        let events = try host.bus().ask("journal.read", ["stream": "journal", "after": 0])["events"]?.array
        #expect(events?.compactMap { $0["event"]?["reason"]?.string } == ["nobody took it further than VALIDATION within 1 s"])
        #expect(try host.bus().request("journal.commit", Array(#"{"id":"\#(id)"}"#.utf8)).code == "409")
    }

    @Test(arguments: [JSON.integer(0), .integer(86_401), .string("1")])
    func `a deadline is a second at least and a day at most`(_ deadline: JSON) throws {
        let host = try host()
        let reply = try host.bus().request("journal.begin", update(deadline: deadline).bytes)
        #expect(reply.code == "400" && reply.error?.contains("'deadline'") == true)
    }

    @Test func `an advance that names its phase and comes twice leads on once`() throws {
        let host = try host()
        let id = try #require(try host.bus().ask("journal.begin", update())["id"]?.string)
        for (phase, next) in [("STAGING", "MIGRATION"), ("MIGRATION", "SWITCH"), ("SWITCH", "VALIDATION")] {
            for _ in 0..<2 {
                let answer = try host.bus().ask("journal.advance", ["id": .string(id), "phase": .string(phase)])
                #expect(answer["phase"]?.string == next)
            }
        }
        #expect(try host.bus().ask("journal.commit", ["id": .string(id)])["outcome"]?.string == "done")
    }
}
