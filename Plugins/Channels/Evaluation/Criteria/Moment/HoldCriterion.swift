import Contracts
import Manifests

/// Has an operator said to leave it as it is for now?
enum HoldCriterion: Criterion {
    static let name = "hold"

    static func judge(_ question: Question) -> Finding {
        let holds = question.holds.filter { $0.id == nil || $0.id == question.candidate.id }
        let findings = holds.map { finding($0, question) }
        return findings.first { $0.verdict != .pass } ?? findings.first ?? .pass("nobody holds it")
    }

    private static func finding(_ hold: UpdateContract.Hold, _ question: Question) -> Finding {
        let isAbsolute = hold.absolute ?? false
        let end = isAbsolute ? hold.until : capped(hold, question)
        if let end, end <= question.now { return .pass("a hold is over") }
        let what = hold.id == nil ? "all updates are held" : "\(question.candidate.id) is held"
        let why = hold.reason.map { $0.isEmpty ? "" : " (\($0.prefix(200)))" } ?? ""
        let finding = Finding.wait(until: end, "\(what)\(isAbsolute ? " absolutely" : "")\(why); roost update resume lifts it")
        return isAbsolute ? finding : finding.unless(question.haste)
    }

    /// A postponement that nobody remembers ends by itself. One from the future, by a clock since set back, counts from now.
    private static func capped(_ hold: UpdateContract.Hold, _ question: Question) -> Double {
        let latest = min(hold.since ?? question.now, question.now) + Double(question.policy.limits.longestHold)
        return min(hold.until ?? latest, latest)
    }
}
