import Support
import Testing
import Wire

/// `roost journal` with a host and, after a cut, without one.
@Suite struct JournalCommandTests {
    private func advanced(to phase: String, on host: RoostHost) throws -> String {
        let operations: JSON = [["do": "write-file", "path": "@home/data/app/file", "content": "new"]]
        let bus = try host.bus()
        var transaction = try bus.ask("journal.begin", ["kind": "test", "from": "1", "to": "2", "operations": operations])
        let id = try #require(transaction["id"]?.string)
        while transaction["phase"]?.string != phase { transaction = try bus.ask("journal.advance", ["id": .string(id)]) }
        return id
    }

    private func host() throws -> RoostHost {
        let host = try RoostHost()
        try host.installJournal()
        for folder in ["data", "data/app"] { _ = try host.folder.makeFolder(folder) }
        try host.folder.write("old", to: "data/app/file")
        try host.start()
        return host
    }

    @Test func `the same is said with a host and without, and recovery without one puts the old back`() throws {
        let host = try host()
        #expect(try host.roost("journal", "list").output == "There are no transactions.\n")
        let id = try advanced(to: "VALIDATION", on: host)
        #expect(host.folder.read("data/app/file") == "new")
        let running = try host.roost("journal", "show", id)
        #expect(running.status == 0 && running.errors.isEmpty && running.output.contains("under way, in VALIDATION"))
        try host.killHost()

        let cut = try host.roost("journal", "show", id)
        #expect(cut.status == 0 && cut.output == running.output && cut.errors.contains("its files are read instead"))
        let trial = try host.roost("journal", "recover", "--dry-run", "--json")
        #expect(trial.status == 0)
        #expect(try JSON(parsing: Array(trial.output.utf8))["findings"]?.array?.count == 1)
        #expect(host.folder.read("data/app/file") == "new")

        #expect(try host.roost("journal", "recover").status == 0)
        #expect(host.folder.read("data/app/file") == "old")
        #expect(try host.roost("journal", "list").output.contains("rolled back"))
        #expect(try host.roost("journal", "recover").output == "Nothing is left half done.\n")
    }

    @Test func `what is not there, is said in one line`() throws {
        let host = try host()
        let unknown = try host.roost("journal", "show", "99")
        #expect(unknown.status == 1 && unknown.onlyLine?.contains("99") == true)
        #expect(try host.roost("journal", "show", "x").status == 2)
        #expect(try host.roost("journal", "list", "--limit", "0").status == 2)
        let empty = try RoostHost()
        let absent = try empty.roost("journal", "list")
        #expect(absent.status == 1 && absent.errors.contains("there is no journal at"))
    }
}
