import Contracts
import Glibc
import Storage
import Support
import Synchronization
import Testing

@testable import Journal

/// A database takes the place of another: whoever has that one open, or wrote to it since it was copied, loses nothing without a word.
@Suite struct SwitchedDatabaseTests {
    private let machine: Machine

    init() throws { machine = try Machine() }

    private func migrated(logging mode: String = "wal", _ deeds: Deeds? = nil) throws -> Int64 {
        try machine.makeDatabase()
        try machine.makeScripts()
        _ = try open().value("PRAGMA journal_mode = \(mode)", as: String.self)
        let id = try machine.begin([.migrateDatabase(path: "app.db", scripts: "scripts")]).id
        for _ in 0..<2 { try machine.advance(id) }
        return id
    }

    /// As its user does; what is in its log stays there.
    private func open() throws -> Database {
        let database = try Database(path: machine.path("app.db"), .readWrite)
        try database.keepLogOnClose(true)
        return database
    }

    private func insert(_ id: Int = 51) throws { try open().run("INSERT INTO users (id, name) VALUES (?, 'late')", id) }

    private func words(_ body: () throws -> Void) throws -> String {
        do {
            try body()
            return ""
        } catch let failure as OperationFailure {
            return failure.description
        }
    }

    @Test(arguments: ["wal", "delete", "truncate", "persist"])
    func `a row that is written between migration and switch keeps the old from being given up`(_ mode: String) throws {
        let id = try migrated(logging: mode)
        try insert()
        let refusal = try words { try machine.advance(id) }
        #expect(refusal.contains("@home/data/app/app.db was written to since it was migrated; stop its user, roll back"), "\(refusal)")
        try machine.rollBack(id)
        #expect(try machine.users() == (51, 0))
        #expect(!machine.tree.keys.contains { $0.contains(".roost-") })
        let again = try machine.begin([.migrateDatabase(path: "app.db", scripts: "scripts")]).id
        for _ in 0..<3 { try machine.advance(again) }
        #expect(try machine.users() == (40, 2))
    }

    @Test func `a log that its last user empties into the file counts as written`() throws {
        let id = try migrated()
        try Database(path: machine.path("app.db"), .readWrite).run("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(try words { try machine.advance(id) }.contains("was written to since"))
    }

    @Test func `another file under its name counts as written`() throws {
        let id = try migrated()
        try #require(rename(machine.path("app.db"), machine.path("gone.db")) == 0)
        try machine.put("app.db", "")
        #expect(try words { try machine.advance(id) }.contains("was written to since"))
    }

    @Test func `a database that is open is named with the process that has it, and switched once it is closed`() throws {
        let id = try migrated()
        let user = try open()
        _ = try user.userVersion
        let refusal = try words { try machine.advance(id) }
        #expect(refusal.contains("app.db is open in process \(getpid()); stop that and advance again"), "\(refusal)")
        user.close()
        try machine.advance(id)
        #expect(try machine.users() == (40, 2))
    }

    @Test func `nobody can open it while its names change`() throws {
        let seen = Mutex<[Bool]>([])
        let path = machine.path("app.db")
        let watching = Deeds { call, _ throws(OperationFailure) in
            guard call == .rename || call == .link, access(path, F_OK) == 0 else { return }
            let version = try? Database(path: path, .readWrite).userVersion
            seen.withLock { $0.append(version == nil) }
        }
        let id = try migrated()
        let operation = try #require(try machine.record(id).operations[0].operation)
        try machine.workshop(watching).perform(.switch, of: operation, Tag(transaction: id, operation: 0))
        #expect(seen.withLock { !$0.isEmpty && $0.allSatisfy(\.self) })
    }

    @Test func `a switch that was cut short goes on only with what it left`() throws {
        for calls in 0... {
            let test = try SwitchedDatabaseTests()
            let id = try test.migrated()
            let operation = try #require(try test.machine.record(id).operations[0].operation)
            let (tag, cut) = (Tag(transaction: id, operation: 0), PowerCut(after: calls))
            let first = try test.words { try test.machine.workshop(cut.deeds).perform(.switch, of: operation, tag) }
            if first.isEmpty { break }
            try #require(cut.hasHappened, "cut after \(calls): \(first)")
            let isPut = !test.machine.tree.keys.contains("data/app/\(tag.name(.new))")
            if !isPut { try test.open().run("CREATE TABLE late (x)") }
            let second = try test.words { try test.machine.workshop().perform(.switch, of: operation, tag) }
            #expect(isPut ? second.isEmpty : second.contains("was written to since"), "cut after \(calls): \(second)")
        }
    }

    @Test func `a database that is written to while it is copied is not migrated`() throws {
        try machine.makeDatabase()
        try machine.makeScripts()
        try machine.folder.write("#!/bin/sh\nprintf x >> /proc/self/fd/3/app.db-wal\necho done\n", to: "child")
        chmod(machine.folder.path("child"), 0o755)
        var child = DatabaseChild()
        child.program = machine.folder.path("child")
        let operation = JournalContract.Operation.migrateDatabase(path: "@home/data/app/app.db", scripts: "@home/data/app/scripts")
        let workshop = Workshop(home: try machine.home, child: child)
        let refusal = try words { try workshop.perform(.migrate, of: operation, Tag(transaction: 1, operation: 0)) }
        #expect(refusal.contains("was written to while it was migrated; stop its user"), "\(refusal)")
    }

    @Test func `what a crash left half written is taken back by the copying, and is no user`() throws {
        try makeHotJournal()
        try machine.makeScripts()
        let id = try machine.begin([.migrateDatabase(path: "app.db", scripts: "scripts")]).id
        for _ in 0..<3 { try machine.advance(id) }
        #expect(try machine.users() == (40, 2))
    }

    /// The files as they are within a transaction that had to write before its commit.
    private func makeHotJournal() throws {
        let making = try TemporaryFolder("making")
        let user = try Database(path: making.path("app.db"), .create)
        try user.run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)")
        for id in 1...50 { try user.run("INSERT INTO users VALUES (?, 'user')", id) }
        try user.run("PRAGMA cache_size = 1")
        try user.run("BEGIN")
        try user.run("UPDATE users SET name = ?", String(repeating: "x", count: 3000))
        for suffix in ["", "-journal"] { try machine.copy(making.path("app.db") + suffix, machine.path("app.db") + suffix) }
    }
}
