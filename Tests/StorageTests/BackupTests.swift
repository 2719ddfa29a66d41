import Storage
import Support
import Testing

@Suite struct BackupTests {
    private let folder: TemporaryFolder
    private let source: Database

    init() throws {
        folder = try TemporaryFolder()
        source = try Database(path: folder.path("a.db"), .create)
        try source.makeDurable()
        try source.run("CREATE TABLE t (a INTEGER, b BLOB)")
        try source.transaction { for number in 1...500 { try source.run("INSERT INTO t VALUES (?, zeroblob(2000))", number) } }
    }

    @Test func `a copy has all there was, and tells how far it is`() throws {
        let target = try Database(path: folder.path("b.db"), .create)
        let backup = try Backup(of: source, to: target)
        var steps: [Int] = []
        while try backup.step(pages: 50) { steps.append(backup.progress.remaining) }
        #expect(steps.count > 3)
        #expect(steps == steps.sorted(by: >))
        #expect(backup.progress.remaining == 0)
        #expect(try target.value("SELECT count(*) FROM t", as: Int.self) == 500)
    }

    @Test func `a copy is of one instant, though others write meanwhile`() throws {
        let target = try Database(path: folder.path("b.db"), .create)
        let writer = try Database(path: folder.path("a.db"), .readWrite)
        let backup = try Backup(of: source, to: target)
        _ = try backup.step(pages: 10)
        try writer.run("UPDATE t SET a = -a")
        while try backup.step(pages: 50) {}
        #expect(try target.values("SELECT DISTINCT sign(a) FROM t", as: Int.self) == [-1])
        #expect(try target.integrityProblems().isEmpty)
    }

    @Test func `without a place for the copy there is an error`() throws {
        let target = try Database(path: folder.path("a.db"), .readOnly)
        let error = #expect(throws: SQLiteError.self) {
            let backup = try Backup(of: source, to: target)
            while try backup.step() {}
        }
        #expect(error?.kind == .readOnly || error?.kind == .busy)
    }
}
