import PluginKit
import Storage
import Support
import Testing

@testable import Journal

/// Disks that are full or cannot be written, and what a caller is told.
@Suite struct BadDiskTests {
    private let disk: TestDisk

    init() throws { disk = try TestDisk(kilobytes: 1024) }

    @Test func `a full disk refuses in words, does nothing by halves, and is forgotten once there is room`() async throws {
        let disk = disk
        let results = try await withLedger(in: disk.folder.path) { ledger in
            var results = await ledger.append([append("before")])
            try disk.fill()
            while let last = results.last, case .success = last {
                results += await ledger.append([append(String(repeating: "x", count: 4000))])
            }
            results += await ledger.append([append("refused"), append("as well")])
            disk.makeRoom()
            return results + (await ledger.append([append("after")]))
        }
        let (written, refused) = (results.filter { (try? $0.get()) != nil }, results.filter { (try? $0.get()) == nil })
        #expect(refused.count == 3)
        #expect(refused.allSatisfy { code($0) == 507 })
        #expect(written.compactMap { try? $0.get() } == Array(1...Int64(written.count)))
        let store = try Store(opening: disk.folder.path)
        #expect(store.notices.isEmpty)
        #expect(try store.database.value("SELECT count(*) FROM events", as: Int.self) == written.count)
    }

    @Test func `a disk that became read-only refuses in words, what is there can still be read`() async throws {
        let disk = disk
        let (result, entries) = try await withLedger(in: disk.folder.path) { ledger in
            let stream = StreamName("weather")!
            _ = await ledger.append([append("before")])
            // As an error makes it; a remount is refused while files are open for writing.
            try await ledger.perform { store, _ in try store.database.run("PRAGMA query_only = ON") }
            let result = await ledger.append([append("refused")])
            return (result[0], try await ledger.perform { store, _ in try store.streams.read(stream, after: 0, limit: 10).entries.count })
        }
        #expect(code(result) == 500)
        #expect(entries == 1)
    }

    @Test func `on a disk that is read-only from the start the journal says so, and can be looked at`() async throws {
        _ = try await withLedger(in: disk.folder.path) { ledger in await ledger.append([append("before")]) }
        try disk.makeReadOnly()
        let error = #expect(throws: StoreError.self) { try Store(opening: disk.folder.path) }
        #expect(error.map { "\($0)" }?.contains("ead-only file system") == true)
        let copy = try JournalCopy.make(of: disk.folder.path)
        #expect(try copy.store.database.value("SELECT count(*) FROM events", as: Int.self) == 1)
    }

    private func code(_ result: Result<Int64, any Error>) -> Int? {
        if case .failure(let error) = result { ServiceError(cause: error).code } else { nil }
    }
}

@Sendable private func append(_ text: String) -> Ledger.Append {
    Ledger.Append(stream: StreamName("weather")!, event: Array("\"\(text)\"".utf8))
}
