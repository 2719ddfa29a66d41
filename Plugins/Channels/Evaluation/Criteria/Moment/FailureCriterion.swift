import Manifests
import PluginKit

/// Has this version failed here, and not long ago? It is tried again, each time later.
enum FailureCriterion: Criterion {
    static let name = "failures"

    static func judge(_ question: Question) -> Finding {
        guard let failure = question.failure, failure.count > 0 else { return .pass("it has not failed here") }
        let until = failure.at + wait(after: failure.count, afterRestart: failure.afterRestart, question)
        // A failure from the future was told by a clock since set back: it cannot keep the version out for years.
        guard failure.at <= question.now, question.now < until else { return .pass("it failed \(failure.count) times, but not lately") }
        let times = failure.count == 1 ? "once" : "\(failure.count) times"
        // A hotfix that failed here is no better for being one.
        return Finding.wait(until: until, "it failed here \(times), the last time: \(failure.reason.prefix(200))")
            .unless(question.isAsked ? "an operator asked for it now" : nil)
    }

    /// Twice as long if it was only seen after the restart: then it has cost an outage.
    private static func wait(after count: Int, afterRestart: Bool, _ question: Question) -> Double {
        let limits = question.policy.failures
        let backoff = Backoff(first: Double(limits.first), cap: Double(max(limits.first, limits.longest)))
        return min(backoff.base(afterFailure: count) * (afterRestart ? 2 : 1), backoff.cap)
    }
}
