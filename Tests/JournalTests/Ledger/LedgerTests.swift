import Storage
import Support
import Testing

@testable import Journal

/// On a lane of a loop with a thread of its own.
@Suite struct LedgerTests {
    private let folder: TemporaryFolder
    private let name = StreamName("weather")!

    init() throws { folder = try TemporaryFolder() }

    @Test func `a group's events are all there after it, in order`() async throws {
        let results = try await withLedger(in: folder.path) { ledger in await ledger.append((1...100).map { append("\($0)") }) }
        #expect(results.map { try? $0.get() } == Array(1...100))
        let store = try Store(reading: folder.path)
        #expect(try store.database.value("SELECT count(*) FROM events", as: Int.self) == 100)
    }

    @Test func `a refused one does not keep the others of its group`() async throws {
        let results = try await withLedger(in: folder.path) { ledger in
            try await ledger.perform { store, _ in
                try store.database.transaction {
                    for number in 1...StreamTable.maximumStreams { _ = try store.streams.make(StreamName("full.\(number)")!) }
                }
            }
            return await ledger.append([append("1"), Ledger.Append(stream: StreamName("full.x")!, event: [0x30]), append("2")])
        }
        #expect(results.map { try? $0.get() } == [1, nil, 2])
    }

    @Test func `a group that cannot be written fails as a whole, and the next one does not`() async throws {
        let results = try await withLedger(in: folder.path) { ledger in
            let pages = try await ledger.perform { store, _ in
                try store.database.value("PRAGMA page_count", as: Int.self) ?? 0
            }
            try await ledger.perform { store, _ in try store.database.run("PRAGMA max_page_count = \(pages + 2)") }
            let failed = await ledger.append([append("1"), append(String(repeating: "x", count: 100_000)), append("2")])
            try await ledger.perform { store, _ in try store.database.run("PRAGMA max_page_count = 100000") }
            return failed + (await ledger.append([append("3")]))
        }
        #expect(results.map { try? $0.get() } == [nil, nil, nil, 1])
        let codes = results.prefix(3).map { result -> SQLiteError.Kind in
            if case .failure(let error as SQLiteError) = result { error.kind } else { .other }
        }
        #expect(codes == [.full, .full, .full])
    }

    @Test func `the journal's clock counts its open time only`() async throws {
        let boot = Shared(1000.0)
        let clocks = Clocks(wall: { 5 }, boot: { boot.value })
        for (before, after) in [(1000.0, 1010.0), (20.0, 35.0)] {
            boot.value = before
            _ = try await withLedger(in: folder.path, clocks) { ledger in
                boot.value = after
                return await ledger.append([append("x")])
            }
        }
        let store = try Store(reading: folder.path)
        #expect(try store.database.values("SELECT clock FROM events ORDER BY sequence", as: Double.self) == [10, 25])
    }

    @Test func `the clock of a journal that nobody writes to goes on all the same, if it is tended`() async throws {
        let boot = Shared(0.0)
        let clocks = Clocks(wall: { 5 }, boot: { boot.value })
        try await withLedger(in: folder.path, clocks) { ledger in
            try await ledger.perform { store, now in
                let name = StreamName("weather")!
                try store.database.transaction { _ = try store.streams.retain(name, maxAge: 3600, maxBytes: nil, at: now) }
            }
            for time in [599.0, 600, 900] {
                boot.value = time
                await ledger.tend()
            }
        }
        #expect(try Store(reading: folder.path).streams.clock() == 600)
    }

    @Test(arguments: [-366.0, 366])
    func `a clock set a year back or forward loses no event, and only what is shown differs`(_ days: Double) async throws {
        let wall = Shared(1_700_000_000.0)
        let clocks = Clocks(wall: { wall.value }, boot: { 100 })
        let now = wall.value + days * 86_400
        let times = try await withLedger(in: folder.path, clocks) { ledger in
            try await ledger.perform { store, now in
                let name = StreamName("weather")!
                try store.database.transaction { _ = try store.streams.retain(name, maxAge: 3600, maxBytes: nil, at: now) }
            }
            _ = await ledger.append([append("before")])
            wall.value = now
            _ = await ledger.append([append("after")])
            return try await ledger.perform { store, now in
                try store.database.transaction { try store.streams.sweep(at: now) }
                return try store.streams.read(StreamName("weather")!, after: 0, limit: 9).entries.map(\.time)
            }
        }
        #expect(times == [1_700_000_000, now])
    }

    @Sendable private func append(_ text: String) -> Ledger.Append { Ledger.Append(stream: name, event: Array(text.utf8)) }
}
