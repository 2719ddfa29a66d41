import Contracts
import Testing

@testable import roost

@Suite struct JournalReportTests {
    private func transaction(
        phase: String = "SWITCH", outcome: String? = nil, reason: String? = nil, recoveries: Int = 0,
        operations: [JournalContract.Deed] = []
    ) -> JournalContract.Transaction {
        JournalContract.Transaction(
            id: "12", owner: "update", kind: "core", from: "1.0.0", to: "1.1.0", phase: phase, outcome: outcome, reason: reason,
            recoveries: recoveries, begun: 1000, ended: outcome == nil ? nil : 1065, operations: operations)
    }

    private func text(_ transaction: JournalContract.Transaction) -> String {
        JournalReport.lines(transaction, width: nil, style: .plain).joined(separator: "\n")
    }

    @Test func `a transaction under way says what a power cut would make of it`() {
        let words = [
            "STAGING": "old state would stay", "MIGRATION": "old state would stay", "SWITCH": "rolled back", "VALIDATION": "unless",
            "COMMIT": "commit would be finished", "NEWER": "newer version",
        ]
        for (phase, words) in words { #expect(text(transaction(phase: phase)).contains(words), "\(phase)") }
    }

    @Test func `an ended one says how, when, after how long and why`() {
        let ended = text(transaction(outcome: "rolled-back", reason: "nginx did not get ready"))
        #expect(ended.contains("Transaction 12 (core) from 1.0.0 to 1.1.0 was begun by update at "))
        #expect(ended.contains("rolled back in SWITCH") && ended.contains("after 1 min 5 s: nginx did not get ready."))
        #expect(text(transaction(outcome: "done")).contains("It is done since "))
    }

    @Test func `recoveries are told`() {
        #expect(!text(transaction()).contains("Recovery"))
        #expect(text(transaction(recoveries: 1)).contains("once"))
        #expect(text(transaction(recoveries: 3)).contains("3 times"))
    }

    @Test func `operations stand in their order, with what went wrong`() {
        let deeds = [
            JournalContract.Deed(operation: "move @data/a to @data/b", state: "switched"),
            JournalContract.Deed(
                operation: "migrate-database @data/x.db", state: "migrating", note: "0003-c.sql, statement 3: no such table: d"),
        ]
        let lines = JournalReport.lines(transaction(operations: deeds), width: nil, style: .plain).suffix(2)
        #expect(lines.first?.contains("move @data/a to @data/b") == true)
        #expect(lines.last?.hasSuffix("statement 3: no such table: d") == true)
    }

    @Test func `words of others cannot move the cursor`() {
        #expect(!text(transaction(outcome: "done", reason: "\u{1B}[2J\nforged")).contains("\u{1B}"))
        #expect(JournalReport.lines(transaction(outcome: "done", reason: "a\nforged"), width: nil, style: .plain).count == 2)
    }

    @Test func `a list has a row for each, an empty one says so`() {
        let lines = JournalReport.lines([transaction(), transaction(outcome: "done")], now: 1010, width: nil, style: .plain)
        #expect(lines.count == 3)
        #expect(lines[1].contains("under way") && lines[1].contains("10 s") && lines[2].contains("done"))
        #expect(JournalReport.lines([], now: 0, width: nil, style: .plain) == ["There are no transactions."])
    }

    @Test(arguments: [true, false])
    func `a recovery says what was found, and what was or would be done`(_ dryRun: Bool) {
        let finding = JournalContract.Finding(
            transaction: "12", kind: "core", owner: "update", phase: "SWITCH", found: "cut in SWITCH", decision: "roll back",
            problem: "no space")
        let recovery = JournalContract.Recovery(dryRun: dryRun, at: 0, findings: [finding], notices: ["a file was set aside"])
        let lines = JournalReport.lines(recovery, width: nil, style: .plain)
        #expect(lines[0] == "a file was set aside")
        #expect(lines[1].contains("WOULD BE DONE") == dryRun)
        #expect(lines[2].contains("cut in SWITCH") && lines[2].contains("no space"))
        #expect(
            JournalReport.lines(.init(dryRun: dryRun, at: 0, findings: []), width: nil, style: .plain) == ["Nothing is left half done."])
    }

    @Test(arguments: ["0", "-1", "x", "01", "1.0", "99999999999999999999", ""])
    func `what is no number of a transaction is refused`(_ text: String) { #expect(TransactionArgument(argument: text) == nil) }
}
