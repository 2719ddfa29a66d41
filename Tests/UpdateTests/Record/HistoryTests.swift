import Contracts
import Foundation
import Testing

@testable import Update

@Suite struct HistoryTests {
    private func ending(
        _ end: UpdateContract.End, cause: String = "schedule", counts: Bool = true, at: Double = 1000, bytes: Int64 = 0,
        to: String = "1.1.0"
    ) -> Ending {
        let report = UpdateContract.Report(
            id: "u\(at)", cause: cause, targets: [.init(id: "adblock", from: "1.0.0", to: to)], end: end.rawValue, stage: "validation",
            reason: "so",
            remedy: "", begun: at - 10, ended: at)
        return Ending(report: report, countsAgainstVersion: counts, afterRestart: end == .rolledBack, bytes: bytes)
    }

    private func history(_ endings: [Ending]) throws -> History {
        var history = History()
        for (index, ending) in endings.enumerated() {
            let text =
                #"{"sequence":\#(index + 1),"time":0,"event":\#(String(decoding: try JSONEncoder().encode(Entry(ending)), as: UTF8.self))}"#
            history.take(try JSONDecoder().decode(JournalContract.Entry<Entry>.self, from: Data(text.utf8)))
        }
        return history
    }

    private let release = ReleaseName(id: "adblock", version: "1.1.0")

    @Test func `failures of a version are counted until it is committed`() throws {
        var endings = [ending(.rolledBack, at: 1), ending(.failed, counts: false, at: 2), ending(.failed, at: 3)]
        #expect(try history(endings).failures[release] == .init(count: 2, at: 3, afterRestart: false, reason: "so"))
        endings.append(ending(.committed, at: 4))
        #expect(try history(endings).failures.isEmpty)
    }

    @Test func `who went back from a version has it count as failed`() throws {
        var back = ending(.committed, cause: "rollback", at: 5, to: "1.0.0")
        back.report.targets = [.init(id: "adblock", from: "1.1.0", to: "1.0.0")]
        #expect(try history([ending(.committed), back]).failures[release]?.count == 1)
    }

    @Test func `bytes count for thirty days, and not those of a clock that was years ahead`() throws {
        let now = 100.0 * 86_400
        let history = try history([
            ending(.committed, at: now - 31 * 86_400, bytes: 1), ending(.committed, at: now - 29 * 86_400, bytes: 10),
            ending(.failed, at: now, bytes: 100), ending(.committed, at: now + 400 * 86_400, bytes: 1000),
        ])
        #expect(history.used(at: now) == 110)
    }

    @Test func `an entry that cannot be read is passed over`() throws {
        for text in ["{}", "7", #"{"lifecycle":{"version":"two"}}"#, #"{"ending":[]}"#] {
            let entry = try JSONDecoder().decode(Entry.self, from: Data(text.utf8))
            #expect(entry.lifecycle == nil && entry.ending == nil)
        }
    }
}
