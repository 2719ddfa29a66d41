import Contracts
import Storage
import Support
import Testing

@testable import Journal

@Suite struct StreamTableTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let name = StreamName("weather.log")!

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(opening: folder.path)
    }

    @discardableResult
    private func append(_ text: String, to name: StreamName? = nil, wall: Double = 0, journal: Double = 0) throws -> Int64 {
        try store.database.transaction {
            try store.streams.append(Array(text.utf8), to: name ?? self.name, at: Moment(wall: wall, journal: journal))
        }
    }

    @Test func `all streams of one owner together have a bound, another owner's are not concerned`() throws {
        try append("1")
        try append("1", to: StreamName("weather.day"))
        try store.database.run("UPDATE streams SET kept_bytes = ? WHERE name = 'weather.day'", StreamTable.ownersMaxBytes)
        #expect(throws: StreamRefusal.full(owner: "weather", limit: StreamTable.ownersMaxBytes)) { try append("2") }
        #expect(try append("1", to: StreamName("weatherman")) == 1)
        try store.database.run("UPDATE streams SET kept_bytes = 1 WHERE name = 'weather.day'")
        #expect(try append("2") == 2)
    }

    private func retain(maxAge: Double? = nil, maxBytes: Int64? = nil, journal: Double = 0) throws {
        try store.database.transaction {
            _ = try store.streams.retain(name, maxAge: maxAge, maxBytes: maxBytes, at: Moment(wall: 0, journal: journal))
        }
    }

    private func read(after sequence: Int64 = 0, limit: Int = 1000) throws -> StreamTable.Page {
        try store.streams.read(name, after: sequence, limit: limit)
    }

    private func kept() throws -> [Int64] { try read().entries.map(\.sequence) }

    @Test func `events are numbered from 1 without gaps, each stream for itself`() throws {
        #expect(try (1...3).map { try append("\($0)") } == [1, 2, 3])
        #expect(try append("other", to: StreamName("weather.other")!) == 1)
        #expect(try append("4") == 4)
    }

    @Test func `one act may go back and forth between streams`() throws {
        let names = ["weather.log", "weather.day", "weather.log", "other", "weather.log", "weather.day"].map { StreamName($0)! }
        let numbers = try store.database.transaction {
            var batch = StreamBatch(of: store.streams, at: Moment(wall: 0, journal: 0))
            let numbers = try names.map { try batch.append([0x31], to: $0) }
            try batch.finish()
            return numbers
        }
        #expect(numbers == [1, 1, 2, 1, 3, 2])
        #expect(try append("4") == 4 && append("3", to: names[1]) == 3)
        #expect(try store.streams.list(owner: "weather", after: nil).map(\.bytes) == [3, 4])
        #expect(try store.streams.keptBytes(of: "weather") == 7)
    }

    @Test func `events come back byte for byte, in order, with their time`() throws {
        let texts = ["{\"a\" : 1.0e400}", "\"\u{e9}\"", "null"]
        for (index, text) in texts.enumerated() { try append(text, wall: 1000.5 + Double(index)) }
        let page = try read()
        #expect(page.entries.map { String(decoding: $0.event, as: UTF8.self) } == texts)
        #expect(page.entries.map(\.time) == [1000.5, 1001.5, 1002.5])
        #expect((page.first, page.last) == (1, 3))
    }

    @Test func `a reader goes on where it stopped`() throws {
        for number in 1...10 { try append("\(number)") }
        var seen: [Int64] = []
        while case let page = try read(after: seen.last ?? 0, limit: 3), !page.entries.isEmpty { seen += page.entries.map(\.sequence) }
        #expect(seen == Array(1...10))
    }

    @Test func `a stream nobody wrote to is empty, and reading does not make it`() throws {
        let page = try read()
        #expect(page.entries.isEmpty && page.first == 1 && page.last == 0)
        #expect(try store.streams.find(name) == nil)
    }

    @Test func `an answer is bounded in bytes, but never empty for one large event`() throws {
        let large = String(repeating: "x", count: 256 << 10)
        for _ in 1...4 { try append(large) }
        #expect(try read().entries.count == 2)
        try append(large + large + large)
        #expect(try read(after: 4).entries.count == 1)
    }

    @Test func `an answer is bounded in events`() throws {
        try store.database.transaction {
            for _ in 1...1100 { _ = try store.streams.append([0x30], to: name, at: Moment(wall: 0, journal: 0)) }
        }
        #expect(try read(limit: 5000).entries.count == 1000)
        #expect(try read(limit: 0).entries.isEmpty)
    }

    @Test func `the oldest events go when the stream grows too large, the newest stays`() throws {
        try retain(maxBytes: 10)
        for _ in 1...5 { try append("1234") }
        #expect(try kept() == [4, 5])
        #expect(try store.streams.find(name)?.keptBytes == 8)
        try append("a text far too large")
        #expect(try kept() == [6])
    }

    @Test func `a smaller limit is heeded at once`() throws {
        for _ in 1...5 { try append("1234") }
        try retain(maxBytes: 8)
        #expect(try kept() == [4, 5])
    }

    @Test func `events go when the journal has been open longer than their stream keeps them`() throws {
        try retain(maxAge: 60)
        try append("old", journal: 0)
        try append("newer", journal: 50)
        try append("newest", journal: 100)
        #expect(try kept() == [2, 3])
    }

    @Test(arguments: [-31_536_000.0, 31_536_000.0])
    func `a wall clock that leaps a year loses nothing`(_ leap: Double) throws {
        try retain(maxAge: 60)
        try append("before", wall: 1_000_000_000, journal: 0)
        try append("after", wall: 1_000_000_000 + leap, journal: 1)
        #expect(try kept() == [1, 2])
    }

    @Test func `a sweep lets go of what is old in streams nobody writes to, and numbers go on`() throws {
        try retain(maxAge: 60)
        try append("old", journal: 0)
        try store.database.transaction { try store.streams.sweep(at: Moment(wall: 0, journal: 100)) }
        let page = try read()
        #expect(page.entries.isEmpty && page.first == 2 && page.last == 1)
        #expect(try append("new", journal: 100) == 2)
    }

    @Test func `the journal's clock goes on in its next life`() throws {
        #expect(try store.streams.clock() == 0)
        try append("x", journal: 70)
        try append("y", to: StreamName("other")!, journal: 90)
        #expect(try store.streams.clock() == 90)
        try retain(maxAge: 60)
        try store.database.transaction { try store.streams.sweep(at: Moment(wall: 0, journal: 100)) }
        #expect(try store.streams.clock() == 100)
    }

    @Test func `the journal's clock goes on where nothing but a transaction is under way`() throws {
        func table(_ now: Double) -> TransactionTable { store.transactions(at: Moment(wall: 0, journal: now)) }
        _ = try table(50).begin(owner: "app", kind: "", from: "", to: "") { _ in [] }
        #expect(try store.streams.clock() == 50)
        try store.database.transaction { try store.streams.sweep(at: Moment(wall: 0, journal: 100)) }
        #expect(try store.streams.clock() == 100)
    }

    @Test func `an owner has a bounded number of streams, others are not kept by it`() throws {
        try store.database.transaction {
            for number in 1...StreamTable.maximumStreams { _ = try store.streams.make(StreamName("weather.\(number)")!) }
        }
        #expect(throws: StreamRefusal.tooManyStreams(owner: "weather", limit: 1000)) { try append("x") }
        #expect(throws: StreamRefusal.self) { try append("x", to: StreamName("weather")!) }
        for other in ["weathe", "weather-a", "weather0"] { #expect(try append("x", to: StreamName(other)!) == 1) }
        #expect(try append("x", to: StreamName("weather.7")!) == 1)
    }

    @Test func `a list holds an owner's streams only`() throws {
        for name in ["a", "a.x", "a.y", "a-b", "ab", "b"] { try append("x", to: StreamName(name)!) }
        #expect(try store.streams.list(owner: "a", after: nil).map(\.stream) == ["a", "a.x", "a.y"])
        #expect(try store.streams.list(owner: nil, after: nil).count == 6)
        #expect(try store.streams.list(owner: nil, after: "a.y").map(\.stream) == ["ab", "b"])
    }

    @Test func `what is undone leaves no gap`() throws {
        struct Refusal: Error {}
        try append("1")
        #expect(throws: Refusal.self) {
            try store.database.transaction {
                _ = try store.streams.append([0x30], to: name, at: Moment(wall: 0, journal: 0))
                throw Refusal()
            }
        }
        #expect(try append("2") == 2)
        #expect(try store.streams.find(name)?.keptBytes == 2)
    }
}
