/// When the guard has to act by itself. All in milliseconds.
struct Timers {
    /// Two clocks that nobody can set: one that stands still while the machine sleeps, and one that does not.
    struct Moment {
        var steady: Int64
        var boot: Int64
    }

    /// More than this between two looks, and it was the guard that was held up: the kernel may have been as well.
    static let longestLook: Int64 = 3_000
    private static let longestWait: Int64 = 1_000

    private let silence: Int64
    private var start: Int64?
    private var trialEnd: Int64?
    private var limit: Int64?
    private var quiet: Int64?
    private var lastLook: Int64

    init(silence: Int64, now: Moment) { (self.silence, lastLook) = (silence, now.steady) }

    mutating func startIsDue(at steady: Int64) {
        self = Timers(silence: silence, now: Moment(steady: lastLook, boot: 0))
        start = steady
    }

    /// A kernel runs; on trial until that time of the boot's clock.
    mutating func kernelStarted(trialEnd: Int64?) { (start, quiet, self.trialEnd) = (nil, 0, trialEnd) }

    mutating func heard() { if quiet != nil { quiet = 0 } }

    mutating func trialIsOver() { trialEnd = nil }

    /// The kernel must have ended by then; nothing else is asked of it.
    mutating func endIsDue(at steady: Int64) { (limit, quiet, trialEnd, start) = (steady, nil, nil, nil) }

    /// What is due now, one at a time.
    mutating func look(at now: Moment) -> Event? {
        quiet = quiet.map { $0 + min(now.steady - lastLook, Self.longestLook) }
        lastLook = now.steady
        if let start, now.steady >= start {
            self.start = nil
            return .due
        }
        if let limit, now.steady >= limit {
            self.limit = nil
            return .overdue
        }
        if let trialEnd, now.boot >= trialEnd {
            self.trialEnd = nil
            return .deadlinePassed
        }
        guard let quiet, quiet >= silence else { return nil }
        self.quiet = nil
        return .silent
    }

    /// How long to sleep until the next look.
    func wait(at now: Moment) -> Int64 {
        let times = [
            start.map { $0 - now.steady }, limit.map { $0 - now.steady }, trialEnd.map { $0 - now.boot }, quiet.map { silence - $0 },
        ]
        return times.reduce(Self.longestWait) { shortest, time in max(0, min(shortest, time ?? shortest)) }
    }
}
