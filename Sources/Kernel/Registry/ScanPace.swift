/// When the manifests are read again: a while after a change, because files are often written in several steps; but not
/// never if the changes do not end, and never all the time. Times are milliseconds of one clock.
struct ScanPace {
    /// A change is looked at when it has been quiet so long,
    static let quiet: UInt64 = 200
    /// but not later than this after the first one,
    static let longestWait: UInt64 = 2_000
    /// and not sooner than this after the last scan.
    static let rest: UInt64 = 1_000
    /// After a scan that failed.
    static let retry: UInt64 = 5_000

    enum Event: Equatable {
        case changed
        /// The wait that was asked for is over.
        case due
        case began
        case ended(failed: Bool)
    }

    enum Action: Equatable {
        case nothing
        /// Replaces the wait asked for before.
        case wait(UInt64)
        case scan
    }

    private var firstChange: UInt64?
    private var lastEnd: UInt64 = 0
    private var isWaiting = false
    private var isScanning = false
    /// A wait was over while a scan was under way.
    private var isOverdue = false

    mutating func handle(_ event: Event, at now: UInt64) -> Action {
        switch event {
        case .changed: return changed(at: now)
        case .due: return due(at: now)
        case .began:
            (isScanning, isOverdue, firstChange) = (true, false, nil)
            return .nothing
        case .ended(let failed):
            (isScanning, lastEnd) = (false, now)
            if isOverdue { return wait(Self.rest) }
            return failed ? wait(Self.retry) : .nothing
        }
    }

    private mutating func changed(at now: UInt64) -> Action {
        let first = firstChange ?? now
        firstChange = first
        guard now - first < Self.longestWait || !isWaiting else { return .nothing }
        return wait(max(Self.quiet, restLeft(at: now)))
    }

    private mutating func due(at now: UInt64) -> Action {
        isWaiting = false
        isOverdue = isScanning
        if isScanning { return .nothing }
        let rest = restLeft(at: now)
        return rest > 0 ? wait(rest) : .scan
    }

    private func restLeft(at now: UInt64) -> UInt64 {
        let end = lastEnd + Self.rest
        return end > now ? end - now : 0
    }

    private mutating func wait(_ time: UInt64) -> Action {
        isWaiting = true
        return .wait(time)
    }
}
