import Contracts
import Testing

@testable import roost

@Suite struct UpdateReportTests {
    private static let target = UpdateContract.Target(id: "adblock", from: "1.0.0", to: "1.1.0")

    private func report(_ end: UpdateContract.End, checks: [UpdateContract.Check] = []) -> UpdateContract.Report {
        .init(
            id: "u1", cause: "schedule", targets: [Self.target], end: end.rawValue, stage: "validation", reason: "dns: no answer",
            remedy: "Look at it.",
            begun: 1000, ended: 1065, checks: checks)
    }

    private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") }

    @Test func `what is new has a row each, and nothing new says so`() {
        let candidate = UpdateContract.Candidate(
            id: "adblock", version: "1.1.0", installed: "1.0.0", channel: "stable", security: true, download: 1 << 20)
        let lines = UpdateReport.lines(.init(at: 1, candidates: [candidate], next: 60), width: nil, style: .plain)
        #expect(lines.count == 3 && lines[1].contains("adblock  1.1.0    1.0.0      stable   yes") && lines[1].hasSuffix("1.0 MB"))
        #expect(lines[2].hasPrefix("It is looked again at "))
        #expect(UpdateReport.lines(.init(at: 1, candidates: []), width: nil, style: .plain) == ["Nothing is new."])
        #expect(UpdateReport.lines(.init(at: 1, candidates: [], problem: "no network"), width: nil, style: .plain) == [])
    }

    @Test func `a report says how it ended, why, and what to do, and shows its checks`() {
        let check = UpdateContract.Check(name: "dns", before: "passed", after: "failed", counts: true, detail: "no answer")
        let lines = UpdateReport.lines(report(.rolledBack, checks: [check]), width: nil, style: .plain)
        #expect(lines[0] == "Update u1 of adblock 1.0.0 → 1.1.0: rolled-back after 1 min 5 s.")
        #expect(lines[1] == "dns: no answer" && lines[2] == "Look at it." && lines[5].contains("dns") && lines[5].contains("failed"))
        #expect(UpdateReport.lines(report(.committed), width: nil, style: .plain).count == 3)
    }

    @Test func `a history has a row each`() {
        let lines = UpdateReport.lines(.init(reports: [report(.committed), report(.failed)]), width: nil, style: .plain)
        #expect(lines.count == 3 && lines[1].contains("committed") && lines[2].contains("failed"))
        #expect(UpdateReport.lines(.init(reports: []), width: nil, style: .plain) == ["There were no updates yet."])
    }

    @Test(arguments: [UpdateContract.Return.rollback, .probation])
    func `a return to the version before is told as what it was`(_ cause: UpdateContract.Return) {
        var back = report(.committed)
        back.cause = cause.rawValue
        let history = UpdateReport.lines(.init(reports: [back]), width: nil, style: .plain)
        #expect(history[1].contains("returned") && !history[1].contains("committed"))
        #expect(UpdateReport.lines(back, width: nil, style: .plain)[0] == "Update u1 of adblock 1.0.0 → 1.1.0: returned after 1 min 5 s.")
        back.end = UpdateContract.End.rolledBack.rawValue
        #expect(UpdateReport.lines(.init(reports: [back]), width: nil, style: .plain)[1].contains("rolled-back"))
    }

    @Test func `a status says what is under way, what is held, and what is watched`() {
        let update = UpdateContract.Update(
            id: "u1", targets: [Self.target], stage: "download", since: 990, progress: .init(done: 1024, total: 4096, form: "delta"))
        let status = UpdateContract.Status(
            update: update, holds: [.init(id: "core", absolute: true, reason: "guests")], checked: 500, next: 2000,
            probations: [.init(target: Self.target, until: 3000, crashes: 1)])
        let lines = UpdateReport.lines(status, now: 1000, width: nil, style: .plain)
        #expect(lines[0] == "Update u1 of adblock 1.0.0 → 1.1.0: download for 10 s, 1.0 KB of 4.0 KB (delta).")
        #expect(lines[2].hasPrefix("adblock 1.0.0 → 1.1.0 is on probation until ") && lines[2].hasSuffix("1 crash so far."))
        #expect(text(lines).contains("core  lifted  wait too") && text(lines).contains("guests"))
        let idle = UpdateContract.Status(update: nil, holds: [], checked: nil, next: nil, probations: [])
        #expect(UpdateReport.lines(idle, now: 0, width: nil, style: .plain) == ["No update is under way."])
    }

    @Test func `every candidate is explained, and a bad policy comes first`() {
        let criteria = [
            ChannelsContract.Criterion(criterion: "window", verdict: "wait", reason: "outside the maintenance windows", again: 7200),
            .init(criterion: "disk", verdict: "pass", reason: "enough", again: nil),
        ]
        let candidate = UpdateContract.Candidate(id: "adblock", version: "1.1.0", installed: "1.0.0", channel: "stable")
        let problem = ChannelsContract.PolicyProblem(file: "/h/policy.toml", line: 3, reason: "unknown key 'x'", remedy: "remove it")
        let explanations = UpdateContract.Explanations(explanations: [
            .init(candidate: candidate, verdict: "wait", again: 7200, criteria: criteria, policy: problem),
            .init(candidate: candidate, verdict: "pass", again: nil, criteria: criteria),
        ])
        let lines = ExplanationReport.lines(explanations, width: nil, style: .plain)
        #expect(lines[0] == "/h/policy.toml:3: unknown key 'x'; remove it. Until then the last good policy counts.")
        #expect(lines[2].hasPrefix("adblock 1.1.0 (stable), installed 1.0.0: waits until "))
        #expect(lines[4].hasPrefix("window     wait     outside") && text(lines).contains("would be installed now"))
        #expect(ExplanationReport.lines(.init(explanations: []), width: nil, style: .plain)[0].hasPrefix("Nothing is new."))
    }

    @Test func `words of others cannot move the cursor`() {
        var forged = report(.failed)
        forged.reason = "\u{1B}[2J\nforged"
        #expect(!text(UpdateReport.lines(forged, width: nil, style: .plain)).contains("\u{1B}"))
        #expect(UpdateReport.lines(.init(reports: [forged]), width: nil, style: .plain).count == 2)
    }

    @Test(arguments: zip(UpdateContract.Stage.allCases, [1, 2, 3, 4, 5, 6, 7, 8, 8, 9]))
    func `stages are counted up to nine`(_ stage: UpdateContract.Stage, _ number: Int) {
        #expect(UpdateWatch.number(stage.rawValue) == number)
    }

    @Test func `a stage of a newer version has no number`() { #expect(UpdateWatch.number("sublimation") == nil) }
}
