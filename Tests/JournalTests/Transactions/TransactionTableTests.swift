import Contracts
import Storage
import Testing

@testable import Journal

extension TransactionRecord {
    /// One that was cut in COMMIT.
    fileprivate static let inCommit = TransactionRecord(
        id: 1, owner: "app", kind: "x", from: "", to: "", phase: "COMMIT", recoveries: 0, begun: 0, operations: [])
}

/// What is kept of transactions, and for how long.
@Suite struct TransactionTableTests {
    private let machine: Machine

    init() throws { machine = try Machine() }

    @Test func `what is read is what was written`() throws {
        let operations: [JournalContract.Operation] = [
            .writeFile(path: "a", content: .text("é\n\"x\""), mode: "0600"), .writeFile(path: "b", content: .base64("AAEC"), mode: nil),
        ]
        let begun = try machine.begin(operations)
        #expect(try machine.record(begun.id) == begun && begun.position == .staging)
        #expect(begun.operations.map(\.state) == [.planned, .planned])
        #expect(begun.operations[0].operation == .writeFile(path: "@home/data/app/a", content: .text("é\n\"x\""), mode: "0600"))
    }

    @Test func `what a transaction wrote is not kept once it has ended, a newer version's operation is`() throws {
        let id = try machine.begin([.writeFile(path: "a", content: .text("secret"), mode: nil)]).id
        let strange = #"{"do":"teleport","content":"mars"}"#
        try machine.table().database.run("INSERT INTO operations VALUES (?, 1, ?, 'planned', NULL)", id, strange)
        try machine.table().database.run("INSERT INTO operations VALUES (?, 2, 'no JSON', 'planned', NULL)", id)
        try machine.table().apply([.end(.rolledBack, reason: "x")], to: id)
        let record = try machine.record(id)
        #expect(record.operations[0].operation == .writeFile(path: "@home/data/app/a", content: .text(""), mode: nil))
        #expect(record.operations.dropFirst().map(\.json) == [strange, "no JSON"])
    }

    @Test func `of those that ended the last thousand are kept, and all that are under way`() throws {
        let open = try machine.begin([]).id
        for _ in 0..<(TransactionTable.maximumEnded + 20) {
            try machine.table().apply([.end(.done, reason: nil)], to: try machine.begin([]).id)
        }
        let kept = try machine.table().list(limit: 5_000)
        #expect(kept.count == TransactionTable.maximumEnded + 1 && kept.last?.id == open)
    }

    @Test func `one owner's many do not push out another's`() throws {
        let table = try machine.table()
        let other = try table.begin(owner: "other", kind: "update", from: "1", to: "2") { _ in [] }.id
        try table.apply([.end(.done, reason: nil)], to: other)
        for _ in 0..<(TransactionTable.maximumEnded + 5) { try table.apply([.end(.done, reason: nil)], to: try machine.begin([]).id) }
        #expect(try table.find(other)?.outcome == "done")
    }

    @Test func `numbers grow by steps that nobody can guess, and a new journal's begin anywhere`() throws {
        let numbers = (0..<100).reduce(into: [Int64(0)]) { numbers, _ in numbers.append(TransactionNumbers.next(after: numbers.last!)) }
        #expect(numbers == numbers.sorted() && Set(numbers).count == 101)
        #expect(Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 }).count > 90)
        #expect(Set((0..<100).map { _ in TransactionNumbers.next(after: 0) }).count == 100)
        let table = try machine.table()
        let id = try table.begin(owner: "app", kind: "x", from: "", to: "") { _ in [] }.id
        #expect(id > 99_999_999_999)
        #expect(throws: Refused.self) { try table.begin(owner: "app", kind: "x", from: "", to: "") { _ in throw Refused() } }
        #expect(try table.begin(owner: "app", kind: "x", from: "", to: "") { _ in [] }.id > id)
    }

    @Test func `the caller's event is written with the change that makes it certain, once`() throws {
        let event = Change.append(stream: StreamName("app")!, event: Array("1".utf8))
        func count() throws -> Int? {
            try machine.table().database.value("SELECT count(*) FROM events JOIN streams ON id = stream WHERE name = 'app'", as: Int.self)
        }
        let id = try machine.begin([.writeFile(path: "x", content: .text(""), mode: nil)]).id
        for _ in 0..<3 { try machine.advance(id) }
        var course = try #require(Course(.finish, of: try machine.record(id), reason: "", appending: event))
        guard case .record(let first) = course.next() else { return #expect(Bool(false)) }
        #expect(first.prefix(2) == [.phase(.commit), event])
        // A cut, and recovery finishes the commit.
        try machine.table().apply(first, to: id)
        _ = try machine.recover()
        #expect(try machine.record(id).outcome == "done" && count() == 1)

        let other = try machine.begin([]).id
        try machine.rollBack(other, appending: event)
        #expect(try count() == 2)
        let again = try #require(Course(.finish, of: TransactionRecord.inCommit, reason: "", appending: event))
        #expect(again.operations.isEmpty)
        var asked = again
        #expect(asked.next() == .record([.end(.done, reason: nil)]))
    }

    @Test func `a list goes on where it stopped, and is one owner's if that is asked`() throws {
        let ids = try (0..<5).map { _ in try machine.begin([]).id }
        #expect(try machine.table().list(limit: 2).map(\.id) == [ids[4], ids[3]])
        #expect(try machine.table().list(limit: 9, before: ids[3]).map(\.id) == [ids[2], ids[1], ids[0]])
        #expect(try machine.table().list(limit: 9, owner: "other").isEmpty)
        #expect(try machine.table().list(limit: 9, owner: "app").count == 5)
    }

    @Test func `too much to write is refused`() throws {
        let large = JournalContract.Operation.Content.text(String(repeating: "x", count: 500_000))
        let operations = (0..<9).map { JournalContract.Operation.writeFile(path: "file\($0)", content: large, mode: nil) }
        #expect(throws: PlanRefusal.self) { try machine.begin(operations) }
        #expect(throws: PlanRefusal.tooMany(limit: 64)) { try machine.begin((0..<65).map { .removeTree(path: "x\($0)") }) }
        #expect(try machine.table().open().isEmpty)
    }
}
