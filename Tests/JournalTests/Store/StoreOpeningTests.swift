import Glibc
import Storage
import Support
import Testing

@testable import Journal

@Suite struct StoreOpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() throws -> Store { try Store(opening: folder.path) }

    private func begin(_ store: Store) throws {
        try store.database.run(
            "INSERT INTO transactions (owner, kind, \"from\", \"to\", phase, begun) VALUES ('x', 'update', '1', '2', 'STAGING', 0)")
    }

    private func count(_ store: Store) throws -> Int? { try store.database.value("SELECT count(*) FROM transactions", as: Int.self) }

    /// A journal with something in it, its owner gone.
    private func makeJournal() throws { try begin(try open()) }

    @Test func `a new journal is empty, durable and of this version`() throws {
        let store = try open()
        #expect(try count(store) == 0)
        #expect(try store.database.userVersion == Schema.version)
        #expect(try store.database.value("PRAGMA journal_mode", as: String.self) == "wal")
        #expect(try store.database.value("PRAGMA synchronous", as: Int.self) == 2)
        #expect(store.notices.isEmpty)
    }

    @Test func `what was written is there for the next owner`() throws {
        try makeJournal()
        #expect(try count(try open()) == 1)
    }

    @Test func `a second owner is refused while there is a first`() throws {
        let first = try open()
        let error = #expect(throws: StoreError.self) { try open() }
        guard case .locked = error else { throw try #require(error) }
        _ = first
    }

    @Test func `a reader looks beside an owner`() throws {
        let owner = try open()
        try begin(owner)
        #expect(try count(try Store(reading: folder.path)) == 1)
    }

    @Test func `a reader finds no journal where there is none, and makes none`() throws {
        let error = #expect(throws: StoreError.self) { try Store(reading: folder.path) }
        guard case .absent = error else { throw try #require(error) }
        #expect(access(folder.path("journal.db"), F_OK) != 0)
    }

    @Test(arguments: [0, 4096, 8192])
    func `a damaged file is set aside, said, and followed by an empty journal`(_ offset: off_t) throws {
        try makeJournal()
        let before = try overwrite(at: offset)
        let store = try open()
        guard case .setAside(let path, let reason) = store.notices.first else { throw Unexpected() }
        #expect(path == folder.path("journal.db.corrupt-1"))
        #expect(!reason.isEmpty)
        #expect(try count(store) == 0)
        #expect(folder.read("journal.db.corrupt-1") == before)
    }

    @Test func `the second damaged file does not replace the first`() throws {
        for number in 1...2 {
            try makeJournal()
            _ = try overwrite(at: 0)
            guard case .setAside(let path, _) = try open().notices.first else { throw Unexpected() }
            #expect(path == folder.path("journal.db.corrupt-\(number)"))
        }
    }

    @Test func `a log whose database a cut had set aside follows it`() throws {
        try folder.write("log", to: "journal.db-wal")
        let store = try open()
        #expect(store.notices.count == 1)
        #expect(folder.read("journal.db.corrupt-1-wal") == "log")
    }

    @Test func `a log of the old kind follows its database too, and one that a first start left does not`() throws {
        try folder.write("log", to: "journal.db-journal")
        #expect(try open().notices.isEmpty)
        try makeJournal()
        _ = try overwrite(at: 0)
        #expect(try open().notices.count == 1)
        for name in ["journal.db", "journal.db-wal"] { unlink(folder.path(name)) }
        try folder.write("cut", to: "journal.db-journal")
        #expect(try open().notices.count == 1)
        #expect(folder.read("journal.db.corrupt-2-journal") == "cut")
    }

    @Test func `a reader refuses a damaged file and leaves it`() throws {
        try makeJournal()
        let before = try overwrite(at: 0)
        let error = #expect(throws: StoreError.self) { try Store(reading: folder.path) }
        guard case .damaged = error else { throw try #require(error) }
        #expect(folder.read("journal.db") == before)
    }

    @Test func `a newer version's journal is refused, not touched`() throws {
        try makeJournal()
        try Database(path: folder.path("journal.db"), .readWrite).setUserVersion(Schema.version + 1)
        let error = #expect(throws: StoreError.self) { try open() }
        guard case .newer(Schema.version + 1, Schema.version) = error else { throw try #require(error) }
        #expect(access(folder.path("journal.db.corrupt-1"), F_OK) != 0)
    }

    @Test func `another program's database is set aside`() throws {
        try Database(path: folder.path("journal.db"), .create).run("CREATE TABLE recipes (x)")
        guard case .setAside(_, let reason) = try open().notices.first else { throw Unexpected() }
        #expect(reason.contains("recipes"))
    }

    @Test func `a folder that cannot be used is named`() throws {
        let error = #expect(throws: StoreError.self) { try Store(opening: folder.path("none")) }
        #expect(error.map { "\($0)" }?.contains(folder.path("none")) == true)
    }

    private struct Unexpected: Error {}

    /// Overwrites a page, and returns the whole file as it is then.
    private func overwrite(at offset: off_t) throws -> String {
        let descriptor = Glibc.open(folder.path("journal.db"), O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let bytes = [UInt8](repeating: 0xA5, count: 4096)
        guard pwrite(descriptor, bytes, bytes.count, offset) == bytes.count else { throw Unexpected() }
        return folder.read("journal.db")
    }
}
