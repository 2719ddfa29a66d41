import Glibc
import Storage
import Support
import Testing

@Suite struct DatabaseTests {
    @Test func `a path in others' hands is opened without following links, its last name or another`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.makeFolder("real")
        try Database(path: folder.path("real/it.db"), .create).run("CREATE TABLE t (x)")
        symlink("it.db", folder.path("real/link.db"))
        symlink("real", folder.path("way"))
        for name in ["real/link.db", "way/it.db"] {
            _ = try Database(path: folder.path(name), .readWrite)
            let error = #expect(throws: SQLiteError.self) { try Database(path: folder.path(name), .readWrite, followingLinks: false) }
            #expect(error?.kind == .cannotOpen)
        }
        _ = try Database(path: folder.path("real/it.db"), .readWrite, followingLinks: false)
    }

    private let folder: TemporaryFolder
    private let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.path("a.db"), .create)
        try database.run("CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d REAL)")
    }

    private var count: Int { get throws { try database.value("SELECT count(*) FROM t", as: Int.self) ?? -1 } }

    @Test func `values come back as they were stored`() throws {
        try database.run("INSERT INTO t VALUES (?, ?, ?, ?)", Int64.min, "é\0x", [0, 255] as [UInt8], 0.1)
        try database.run("INSERT INTO t VALUES (?, ?, ?, ?)", Int64?.none, "", [] as [UInt8], String?.none)
        let rows = try database.rows("SELECT a, b, c, d FROM t", as: (Int64?, String, [UInt8], Double?).self)
        #expect(rows.count == 2)
        #expect(rows[0] == (.min, "é\0x", [0, 255], 0.1))
        #expect(rows[1] == (nil, "", [], nil))
    }

    @Test func `a column of another type is an error, not a conversion`() throws {
        try database.run("INSERT INTO t (b) VALUES ('seven')")
        let error = #expect(throws: SQLiteError.self) { try database.value("SELECT b FROM t", as: Int.self) }
        #expect(error?.kind == .mismatch)
    }

    @Test func `the same statement can run within itself`() throws {
        for number in 1...3 { try database.run("INSERT INTO t (a) VALUES (?)", number) }
        var pairs = 0
        try database.using("SELECT a FROM t", []) { outer throws(SQLiteError) in
            while try outer.step() { pairs += try database.values("SELECT a FROM t", as: Int.self).count }
        }
        #expect(pairs == 9)
    }

    @Test func `what a transaction did is undone when it throws`() throws {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try database.transaction {
                try database.run("INSERT INTO t (a) VALUES (1)")
                throw Refusal()
            }
        }
        #expect(try count == 0)
        #expect(!database.isInTransaction)
    }

    @Test func `a part of a transaction fails alone`() throws {
        struct Refusal: Error {}
        var refused = 0
        try database.transaction {
            for number in 1...3 {
                do {
                    try database.savepoint {
                        try database.run("INSERT INTO t (a) VALUES (?)", number)
                        if number == 2 { throw Refusal() }
                    }
                } catch {
                    refused += error is Refusal ? 1 : 0
                }
            }
        }
        #expect(refused == 1)
        #expect(try database.values("SELECT a FROM t ORDER BY a", as: Int.self) == [1, 3])
    }

    @Test func `a second writer is told that the file is busy`() throws {
        let other = try Database(path: folder.path("a.db"), .readWrite)
        try database.transaction {
            let error = #expect(throws: SQLiteError.self) { try other.run("INSERT INTO t (a) VALUES (1)") }
            #expect(error?.kind == .busy)
        }
    }

    @Test func `an error says the code's kind and SQLite's words`() throws {
        let error = #expect(throws: SQLiteError.self) { try database.run("SELECT nonsense FROM t") }
        #expect(error?.kind == .other)
        #expect(error?.description.contains("no such column: nonsense") == true)
    }

    @Test func `what is no database is refused as such`() throws {
        try folder.write(String(repeating: "not a database ", count: 100), to: "b.db")
        let other = try Database(path: folder.path("b.db"), .readWrite)
        let error = #expect(throws: SQLiteError.self) { try other.values("SELECT 1 FROM sqlite_schema", as: Int.self) }
        #expect(error?.kind == .notADatabase)
    }

    @Test func `a file that is absent is made only if it may be`() throws {
        let error = #expect(throws: SQLiteError.self) { try Database(path: folder.path("none.db"), .readWrite) }
        #expect(error?.kind == .cannotOpen)
    }

    @Test func `the schema's version is kept, and part of its transaction`() throws {
        try database.transaction { try database.setUserVersion(7) }
        #expect(try Database(path: folder.path("a.db"), .readOnly).userVersion == 7)
    }

    @Test func `a sound file has no problems, a damaged one says them`() throws {
        try database.transaction { for number in 1...2000 { try database.run("INSERT INTO t (a, b) VALUES (?, 'some text')", number) } }
        #expect(try database.integrityProblems().isEmpty)
        #expect(try database.quickProblems().isEmpty)
        database.close()
        try damage(folder.path("a.db"), at: 3 * 4096)
        let damaged = try Database(path: folder.path("a.db"), .readOnly)
        #expect(try !damaged.integrityProblems().isEmpty)
    }

    @Test func `an authorizer's no fails the statement as denied`() throws {
        try database.authorize { $0.code != Database.Deed.attach }
        let error = #expect(throws: SQLiteError.self) { try database.run("ATTACH 'x.db' AS x") }
        #expect(error?.kind == .denied)
        try database.run("INSERT INTO t (a) VALUES (1)")
    }

    @Test func `a progress handler's no interrupts a statement that would run for ever`() throws {
        var calls = 0
        database.progress(every: 100) {
            calls += 1
            return calls < 5
        }
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        let error = #expect(throws: SQLiteError.self) { try database.run(endless) }
        #expect(error?.kind == .interrupted)
        #expect(calls == 5)
    }
}
