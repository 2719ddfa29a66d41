import Contracts
import Glibc
import Storage
import Support
import Testing

@testable import Journal

/// The journal is read from a copy of all of it, or not at all.
@Suite struct JournalCopyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("journal") }

    private func begin(_ database: Database, times: Int = 1) throws {
        let sql = "INSERT INTO transactions (owner, kind, \"from\", \"to\", phase, begun) VALUES (?, 'update', '1', '2', 'STAGING', 0)"
        for _ in 0..<times { try database.run(sql, String(repeating: "x", count: 2_000)) }
    }

    private func count(_ store: Store) throws -> Int? { try store.database.value("SELECT count(*) FROM transactions", as: Int.self) }

    private func names(in path: String) -> [String] { Tree.read(path).keys.sorted() }

    @Test func `what is in the log only is in the copy, which cannot be written and leaves nothing behind`() throws {
        let store = try Store(opening: folder.path)
        try begin(store.database, times: 3)
        let place = try TemporaryFolder("place")
        var copy: JournalCopy? = try JournalCopy.make(of: folder.path, in: [place.path])
        #expect(try copy.map { try count($0.store) } == 3)
        #expect(throws: SQLiteError.self) { try begin(try #require(copy).store.database) }
        copy = nil
        #expect(names(in: place.path).isEmpty)
    }

    @Test func `what a crash left half written in a journal of the old kind is not taken for true`() throws {
        let making = try TemporaryFolder("making")
        do {
            let store = try Store(opening: making.path)
            try begin(store.database, times: 2)
            _ = try store.database.value("PRAGMA journal_mode = delete", as: String.self)
            try store.database.run("PRAGMA cache_size = 1")
            try store.database.run("BEGIN")
            try begin(store.database, times: 50)
            for name in ["journal.db", "journal.db-journal"] { try Machine.copy(making.path(name), folder.path(name)) }
        }
        let before = Tree.read(folder.path)
        #expect(try count(try JournalCopy.make(of: folder.path).store) == 2)
        #expect(Tree.read(folder.path) == before)
    }

    @Test func `a place that it would fill is left as it is for the next one`() throws {
        do { try begin(try Store(opening: folder.path).database, times: 350) }
        let disk = try TestDisk(kilobytes: 1024)
        let roomy = try TemporaryFolder("roomy")
        let copy = try JournalCopy.make(of: folder.path, in: ["/nowhere", disk.folder.path, roomy.path])
        #expect(names(in: disk.folder.path).isEmpty && !names(in: roomy.path).isEmpty)
        withExtendedLifetime(copy) {}
        let error = #expect(throws: StoreError.self) { try JournalCopy.make(of: folder.path, in: [disk.folder.path]) }
        #expect(error.map { "\($0)" }?.contains("no room for a copy of the journal") == true)
    }

    @Test func `nothing is recovered from a copy beside somebody who holds the journal, or may`() throws {
        let machine = try Machine()
        let path = machine.folder.path("data/journal")
        let error = #expect(throws: StoreError.self) { try Boot.withoutWriting(path, workshop: machine.workshop()) }
        guard case .locked = error else { throw try #require(error) }
        _ = try Boot.withoutWriting(path, workshop: machine.workshop(), dryRun: true)
        machine.turnOff()
        unlink("\(path)/\(StoreLock.name)")
        try #require(symlink("elsewhere", "\(path)/\(StoreLock.name)") == 0)
        let second = #expect(throws: StoreError.self) { try Boot.withoutWriting(path, workshop: machine.workshop()) }
        #expect(second.map { "\($0)" }?.contains(StoreLock.name) == true)
    }

    @Test func `a journal that is only held by somebody for a moment is no broken disk`() throws {
        let path = folder.path("journal.db")
        let (first, second) = (try Database(path: path, .create), try Database(path: path, .readWrite))
        try first.run("BEGIN EXCLUSIVE")
        let error = #expect(throws: SQLiteError.self) { try second.run("BEGIN EXCLUSIVE") }
        #expect(try StoreError.database(path: path, #require(error)).isOfTheDisk == false)
    }
}
