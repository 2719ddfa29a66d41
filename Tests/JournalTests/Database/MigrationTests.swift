import Contracts
import Files
import Glibc
import Support
import Testing

@testable import Journal

/// Databases are read and changed by a child, on a copy.
@Suite struct MigrationTests {
    private let machine: Machine
    private static let operation = JournalContract.Operation.migrateDatabase(path: "app.db", scripts: "scripts")

    init() throws {
        machine = try Machine()
        try machine.makeDatabase()
    }

    private func advance(_ id: Int64, times: Int) throws {
        for _ in 0..<times { try machine.advance(id) }
    }

    /// Why a migration failed, and that the original is as it was.
    private func failure(third statement: String) throws -> String {
        try machine.makeScripts(third: statement)
        let before = machine.tree
        let id = try machine.begin([Self.operation]).id
        try machine.advance(id)
        var words = ""
        do {
            try machine.advance(id)
        } catch let failure as OperationFailure {
            words = failure.description
        }
        for (name, entry) in before where !name.hasSuffix("-shm") { #expect(machine.tree[name] == entry, "\(name)") }
        try machine.rollBack(id)
        #expect(Set(machine.tree.keys) == Set(before.keys))
        #expect(try machine.users() == (50, 0))
        return words
    }

    @Test func `all scripts that the database has not seen are run, each once`() throws {
        try machine.makeScripts()
        let id = try machine.begin([Self.operation]).id
        try advance(id, times: 2)
        #expect(try machine.users() == (50, 0))
        try machine.advance(id)
        #expect(try machine.users() == (40, 2))
        try machine.commit(id)
        #expect(try machine.users() == (40, 2))
        let again = try machine.begin([Self.operation]).id
        try advance(again, times: 3)
        #expect(try machine.users() == (40, 2))
    }

    @Test func `the new file has the mode and owner of the old one`() throws {
        chmod(machine.path("app.db"), 0o640)
        if geteuid() == 0 { chown(machine.path("app.db"), 65534, 65534) }
        try machine.makeScripts()
        func rights() -> Substring? { machine.tree["data/app/app.db"]?.split(separator: " ").prefix(3).joined(separator: " ")[...] }
        let before = rights()
        let id = try machine.begin([Self.operation]).id
        try advance(id, times: 3)
        #expect(rights() == before)
    }

    @Test func `what fails in the third statement leaves the original untouched and is told with SQLite's words`() throws {
        let words = try failure(third: "INSERT INTO nowhere VALUES (1)")
        #expect(words.contains("0001-mail.sql, statement 3") && words.contains("no such table: nowhere"), "\(words)")
    }

    @Test(arguments: [
        "ATTACH '/etc/passwd' AS other", "COMMIT", "PRAGMA journal_mode = OFF", "VACUUM", "VACUUM INTO '/tmp/elsewhere'",
        "PRAGMA writable_schema = 1", "SELECT load_extension('x')",
    ])
    func `a script reaches nothing but its database`(_ statement: String) throws {
        let words = try failure(third: statement)
        #expect(words.contains("statement 3"), "\(words)")
    }

    @Test func `a script that never ends is stopped at its deadline`() throws {
        try machine.makeScripts(third: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        var child = DatabaseChild()
        (child.program, child.deadline) = (Binaries.roost, 1500)
        let folder = try OpenFolder(machine.path("."))
        let (source, copy) = (Place(folder, "app.db", shown: "app.db"), Place(folder, "copy.db", shown: "copy.db"))
        let scripts = try OpenFolder(machine.path("scripts"))
        do {
            try child.migrate(source, copy: copy, scripts: scripts)
            Issue.record("it ended")
        } catch {
            #expect(error.description.contains("not finished after 1 s"), "\(error)")
        }
    }

    @Test func `a script that never ends is stopped when it is called back`() throws {
        try machine.makeScripts(third: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        var child = DatabaseChild()
        child.program = Binaries.roost
        child.recall.call()
        let folder = try OpenFolder(machine.path("."))
        let (source, copy) = (Place(folder, "app.db", shown: "app.db"), Place(folder, "copy.db", shown: "copy.db"))
        let failure = #expect(throws: OperationFailure.self) {
            try child.migrate(source, copy: copy, scripts: try OpenFolder(machine.path("scripts")))
        }
        #expect(failure?.description == "app.db: the work was stopped, for it is to be rolled back")
    }

    @Test func `a child that says nothing is stopped, one that dies is told`() throws {
        let folder = try OpenFolder(machine.path("."))
        let (source, copy) = (Place(folder, "app.db", shown: "app.db"), Place(folder, "copy.db", shown: "copy.db"))
        for (script, words) in [("exec sleep 60", "nothing was heard"), ("exit 7", "died"), ("echo nonsense; exit 0", "died")] {
            try machine.folder.write("#!/bin/sh\n\(script)\n", to: "child")
            chmod(machine.folder.path("child"), 0o755)
            var child = DatabaseChild()
            (child.program, child.silence) = (machine.folder.path("child"), 500)
            do {
                try child.snapshot(source, to: copy)
                Issue.record("it ended well")
            } catch {
                #expect(error.description.contains(words), "\(error)")
            }
        }
    }

    @Test func `a damaged database is not taken for a copy`() throws {
        for suffix in ["-wal", "-shm"] { unlink(machine.path("app.db" + suffix)) }
        let file = open(machine.path("app.db"), O_WRONLY | O_TRUNC)
        let noise = Array("this is no database, whatever its name says".utf8)
        try #require(write(file, noise, noise.count) == noise.count)
        close(file)
        let id = try machine.begin([.snapshotDatabase(path: "app.db", to: "copy.db")]).id
        #expect(throws: OperationFailure.self) { try machine.advance(id) }
        try machine.rollBack(id)
    }

    @Test func `scripts are numbered without doubt`() throws {
        for name in ["1-x.sql", "0000-x.sql", "x.sql", "0001x.sql", "0001.sql", "1234567890-x.sql"] {
            #expect(throws: DatabaseFailure.self, "\(name)") { try MigrationScripts.number(of: name) }
        }
        #expect(try MigrationScripts.number(of: "0042-x.sql") == 42)
    }

    @Test(arguments: [
        DatabaseReport.beat, .done, .failed(words: "a b\nc", isDiskFull: true), .failed(words: "", isDiskFull: false),
        .failed(words: String(repeating: "é", count: 5000), isDiskFull: false),
    ])
    func `what the child says fits one line and is understood`(_ report: DatabaseReport) throws {
        let line = report.line
        #expect(line.utf8.count <= DatabaseReport.maximumLine && line.hasSuffix("\n") && !line.dropLast().contains("\n"))
        let heard = try #require(DatabaseReport(line: String(line.dropLast())))
        if case .failed(let words, _) = report, words.contains("\n") || words.utf8.count > 4000 {
            guard case .failed = heard else { return #expect(Bool(false)) }
        } else {
            #expect(heard == report)
        }
    }
}
