import Contracts
import Testing

@testable import Report

@Suite struct UpdateSentencesTests {
    private func report(_ end: UpdateContract.End, _ ids: [String] = ["adblock"], from: String = "1.0.0") -> UpdateContract.Report {
        .init(
            id: "u1", cause: "schedule", targets: ids.map { .init(id: $0, from: from, to: "1.1.0") }, end: end.rawValue,
            stage: "validation",
            reason: "dns: no answer", remedy: "", begun: 1, ended: 2)
    }

    @Test(
        arguments: [
            (UpdateContract.End.committed, "'adblock' has been updated to version 1.1.0."),
            (.rolledBack, "The update of 'adblock' to version 1.1.0 was taken back; version 1.0.0 runs again."),
            (.failed, "'adblock' could not be updated to version 1.1.0; nothing was changed."),
            (.cancelled, "The update of 'adblock' to version 1.1.0 was cancelled; nothing was changed."),
            (.unsettled, "It is not known how the update of 'adblock' to version 1.1.0 ended."),
            (.refused, nil), (.deferred, nil),
        ] as [(UpdateContract.End, String?)])
    func `each end is one plain sentence, and what is only put off is none`(_ end: UpdateContract.End, _ text: String?) {
        #expect(UpdateSentences.notification(report(end))?.text == text)
    }

    @Test func `a cause and a remedy stand beside what went wrong`() {
        let notification = UpdateSentences.notification(report(.rolledBack))
        #expect(
            notification?.cause == "dns: no answer" && notification?.remedy.contains("tried again later") == true && notification?.at == 2)
        #expect(UpdateSentences.notification(report(.committed))?.cause == "")
        var own = report(.failed)
        own.remedy = "Free 5 MiB of disk."
        #expect(UpdateSentences.notification(own)?.remedy == "Free 5 MiB of disk.")
    }

    @Test(
        arguments: [
            (UpdateContract.End.committed, "'adblock' went back to version 1.1.0."),
            (.rolledBack, "'adblock' could not go back to version 1.1.0; version 1.0.0 runs again."),
            (.failed, "'adblock' could not go back to version 1.1.0; nothing was changed."),
            (.cancelled, "The way back of 'adblock' to version 1.1.0 was cancelled; nothing was changed."),
            (.unsettled, "It is not known whether 'adblock' went back to version 1.1.0."), (.deferred, nil),
        ] as [(UpdateContract.End, String?)])
    func `who goes back is not told that he was updated, and why is told`(_ end: UpdateContract.End, _ text: String?) {
        for cause in UpdateContract.Return.allCases {
            var back = report(end)
            back.cause = cause.rawValue
            let notification = UpdateSentences.notification(back)
            #expect(notification?.text == text && notification.map { $0.cause == "dns: no answer" } ?? true)
        }
    }

    @Test func `a version that had to be left is a warning, one that an operator left is not`() {
        let severities = ["request", "rollback", "probation", "whim"].map { cause in
            var one = report(.committed)
            one.cause = cause
            return UpdateSentences.severity(one)
        }
        #expect(severities == [.notice, .notice, .warning, .notice])
    }

    @Test func `the runtime has its name, and many features are not all named`() {
        #expect(UpdateSentences.notification(report(.committed, ["core"]))?.text == "Roost itself has been updated to version 1.1.0.")
        #expect(UpdateSentences.notification(report(.committed, ["a", "b", "c"]))?.text == "'a', 'b' and 'c' have been updated.")
        #expect(UpdateSentences.notification(report(.committed, ["a", "b", "c", "d"]))?.text == "'a', 'b' and 2 others have been updated.")
        #expect(UpdateSentences.notification(report(.rolledBack, from: ""))?.text.hasSuffix("what was there before runs again.") == true)
    }

    @Test func `an end that a newer version knows is an error without a sentence`() {
        var strange = report(.committed)
        strange.end = "sublimated"
        #expect(UpdateSentences.notification(strange) == nil && UpdateSentences.severity(strange) == .error)
    }

    @Test func `the report of an update has one key, whoever makes an entry of it how often`() {
        let one = EventEntry.entry(host: "r1", report: report(.rolledBack), body: "{}")
        #expect(one.key == "r1-update-u1" && one.severity == .warning && one.subject == "event.update.report")
        #expect(one == EventEntry.entry(host: "r1", report: report(.rolledBack), body: "{}"))
    }

    @Test func `an event that is too long is told as left out`() {
        let entry = EventEntry.entry(
            host: "r1", number: 7, subject: "event.x.y", body: String(repeating: "x", count: EventEntry.longest + 1), severity: .notice,
            text: "x", at: 0)
        #expect(entry.key == "r1-7" && entry.body == #"{"left-out":65537}"#)
    }
}
