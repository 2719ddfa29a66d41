import Contracts
import Foundation
import Testing

@testable import Update

@Suite struct LifecycleRecordTests {
    private let lifecycle = Walk.to(.download)

    @Test func `a record is JSON with stable keys`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(lifecycle.record(at: 5, boot: "b1")), as: UTF8.self)
        let expected = #"""
            {"at":5,"boot":"b1","doubts":0,"form":"delta","id":"u1","left":21599995,"restarts":0,"stage":"download",\#
            "targets":[{"from":"1.0.0","id":"adblock","to":"1.1.0"}],"version":1}
            """#
        #expect(text == expected)
        #expect(try JSONDecoder().decode(LifecycleRecord.self, from: Data(text.utf8)) == lifecycle.record(at: 5, boot: "b1"))
    }

    @Test func `in the same boot the time has gone on, in another one what was left is left`() throws {
        let record = lifecycle.record(at: 1000, boot: "b1")
        #expect(Lifecycle(record, at: 4000, boot: "b1")?.deadline == lifecycle.deadline)
        #expect(Lifecycle(record, at: 50, boot: "b2")?.deadline == 50 + record.left)
    }

    @Test func `no record gives a stage more than its time, nor less than none`() {
        var record = lifecycle.record(at: 0, boot: "b1")
        record.left = .max
        #expect(Lifecycle(record, at: 100, boot: "b2")?.deadline == 100 + lifecycle.limits.time(for: .download, isCore: false))
        record.left = .min / 2
        #expect(Lifecycle(record, at: 100, boot: "b2")?.deadline == 100)
    }

    @Test func `what a newer version wrote, or is not whole, is refused`() {
        let good = lifecycle.record(at: 0, boot: "b1")
        var records = [good, good, good, good]
        records[0].version = 2
        records[1].targets = []
        records[2].stage = .rollback
        records[3].restarts = -1
        for record in records { #expect(Lifecycle(record, at: 0, boot: "b1") == nil) }
    }

    @Test func `the journal's answer is read as it is`() {
        func transaction(_ phase: String, _ outcome: String?) -> JournalContract.Transaction {
            .init(id: "1", owner: "update", kind: "update", from: "", to: "", phase: phase, outcome: outcome, begun: 0)
        }
        #expect(JournalFinding(nil) == .none)
        #expect(
            ["STAGING", "MIGRATION", "SWITCH", "of a newer version"].map { JournalFinding(transaction($0, nil)) } == [
                .pending, .pending, .pending, .pending,
            ])
        #expect(JournalFinding(transaction("VALIDATION", nil)) == .switched)
        #expect(JournalFinding(transaction("COMMIT", nil)) == .committing)
        #expect(JournalFinding(transaction("COMMIT", "done")) == .done)
        #expect(JournalFinding(transaction("SWITCH", "rolled-back")) == .undone)
    }
}
