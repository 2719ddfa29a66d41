import PluginKit

/// When to look for new releases next: after a boot, at intervals, before a maintenance window, and after failures.
///
/// A value; times are seconds of any one clock, randomness comes in, from 0 up to 1. Invariant: by default a million routers ask
/// for no more than 50 files a second, whatever windows they have (``LoadTests`` has the sum).
struct Schedule: Equatable {
    var settings = Settings()
    /// The last look that succeeded, and the last before a window.
    private(set) var succeeded: Double?
    private(set) var beforeWindow: Double?
    /// Looks that failed, since the last that succeeded.
    private(set) var failures = 0
    /// Why the next look is when it is.
    private(set) var next: Look?

    struct Settings: Equatable {
        /// Seconds between two looks.
        var interval: Double = 86_400
        /// An interval is longer or shorter by up to this part of it.
        var spread = 0.1
        /// After a boot: at some moment within these, so that routers that get their power back together do not ask together.
        var boot: ClosedRange<Double> = 30...900
        /// No look at boot if the last one is younger: a router that reboots over and over asks no more often.
        var fresh: Double = 3600
        /// Before a window opens, at some moment within these, once a day.
        var lead: ClosedRange<Double> = 600...3600
        var backoff = Backoff(first: 300, cap: 86_400)
        /// A server's Retry-After is honoured up to here: nobody may silence a router for ever.
        var longestRetryAfter: Double = 172_800
    }

    struct Look: Equatable {
        var at: Double
        var reason: Reason
    }

    enum Reason: String, Equatable, CaseIterable {
        case boot, interval, window, failure
        case retryAfter = "retry-after"
    }

    init(settings: Settings = Settings()) { self.settings = settings }

    /// `window`: when the next maintenance window opens.
    mutating func booted(at now: Double, last: Double?, window: Double? = nil, random: Double) -> Look {
        succeeded = last.map { min($0, now) }
        guard let succeeded, now - succeeded < settings.fresh else {
            return plan(Look(at: now + settings.boot.at(random), reason: .boot))
        }
        return planInterval(from: now, window, random)
    }

    mutating func succeeded(at now: Double, window: Double? = nil, random: Double) -> Look {
        if next?.reason == .window { beforeWindow = now }
        (succeeded, failures) = (now, 0)
        return planInterval(from: now, window, random)
    }

    /// - Parameter retryAfter: seconds, if the server gave any.
    mutating func failed(at now: Double, retryAfter: Double? = nil, random: Double) -> Look {
        failures += 1
        let delay = settings.backoff.delay(afterFailure: failures, random: random)
        let asked = min(max(retryAfter ?? 0, 0), settings.longestRetryAfter)
        // Spread only upwards: never before the server wants to be asked.
        guard asked > delay else { return plan(Look(at: now + delay, reason: .failure)) }
        return plan(Look(at: now + asked * (1 + settings.spread * random), reason: .retryAfter))
    }

    private mutating func planInterval(from now: Double, _ window: Double?, _ random: Double) -> Look {
        let usual = Look(at: now + settings.interval * (1 - settings.spread + 2 * settings.spread * random), reason: .interval)
        guard let window, let early = lookBefore(window, now, random), early < usual.at else { return plan(usual) }
        return plan(Look(at: early, reason: .window))
    }

    /// Only one in a day: a window that opens every hour would make every look one of these.
    private func lookBefore(_ window: Double, _ now: Double, _ random: Double) -> Double? {
        if let beforeWindow, window - beforeWindow < 86_400 { return nil }
        let at = window - settings.lead.at(random)
        return at > now ? at : nil
    }

    private mutating func plan(_ look: Look) -> Look {
        next = look
        return look
    }
}

extension ClosedRange<Double> {
    /// The point that divides it as `part` divides 0 to 1.
    fileprivate func at(_ part: Double) -> Double { lowerBound + (upperBound - lowerBound) * Swift.min(Swift.max(part, 0), 1) }
}
