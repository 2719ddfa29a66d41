import Contracts
import Storage
import Testing

@testable import Journal

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
