import PluginKit

/// The table by which no transaction is held for ever: each state has a deadline and a way out.
enum DeadlineRule {
    static func decide(_ standing: Standing) -> DeadlineDecision {
        let pause = pause(after: standing.failures)
        if standing.failures > 0 || standing.isEnding, standing.rested < pause { return .wait(pause - standing.rested) }
        switch standing.position {
        // Of a newer version's phase: recovery at the next start ends it, when nobody can be at work in it.
        case .done, .rolledBack, .unknown: return .leave
        case .commit, .rollingBack: return .tryAgain
        case .staging: return decide(standing, limit: PhaseLimits.staging, "STAGING")
        case .migration: return decide(standing, limit: PhaseLimits.migration, "MIGRATION")
        case .switch: return decide(standing, limit: PhaseLimits.switch, "SWITCH")
        case .validation: return decide(standing, limit: standing.validation, "VALIDATION")
        }
    }

    private static func decide(_ standing: Standing, limit: Double, _ phase: String) -> DeadlineDecision {
        // The guard watches over that, and has a deadline of its own.
        if case .onTrial(attempts: 1...) = standing.trial { return .leave }
        let (left, patience) = (limit - standing.waited, patience(standing))
        guard min(left, patience) <= 0 else { return .wait(min(left, patience)) }
        // What it holds for confirmed is never taken back.
        if standing.position == .validation, standing.trial == .confirmed { return .commit }
        return .rollBack(
            left <= 0
                ? "nobody took it further than \(phase) within \(words(limit))"
                : "its owner has ended, and was not back within \(words(PhaseLimits.absence))")
    }

    /// With the owner of an armed trial: the guard starts both again.
    private static func patience(_ standing: Standing) -> Double {
        if case .onTrial = standing.trial { return .infinity }
        return standing.absence.map { PhaseLimits.absence - $0 } ?? .infinity
    }

    /// Twice as long after each failure.
    static func pause(after failures: Int) -> Double { backoff.base(afterFailure: failures + 1) }

    private static let backoff = Backoff(first: PhaseLimits.pauses.lowerBound, cap: PhaseLimits.pauses.upperBound, spread: 0)

    private static func words(_ seconds: Double) -> String {
        seconds < 120 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
    }
}
