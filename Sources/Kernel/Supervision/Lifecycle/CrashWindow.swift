import EventLoop

/// The times of a feature's latest deaths, forgotten one by one when they are `period` old.
///
/// On the boot-time clock, which nobody can set. Over a reboot every crash keeps the age it had when it was last saved:
/// time switched off neither forgets nor invents one.
struct CrashWindow: Equatable {
    /// Milliseconds.
    let period: Int64
    private(set) var times: [BootTime] = []
    /// As many as may be configured to disable a feature.
    private static let most = 1000

    init(period: Int64) { self.period = period }

    mutating func record(at now: BootTime) {
        times.append(now)
        times.removeAll { now - $0 >= period }
        if times.count > Self.most { times.removeFirst() }
    }

    func count(at now: BootTime) -> Int { times.count { now - $0 < period } }

    mutating func forget() { times = [] }
}

extension CrashWindow {
    /// What of a window is written to disk.
    struct Saved: Equatable, Sendable {
        var bootID: String
        var at: BootTime
        /// Milliseconds, at `at`.
        var ages: [Int64]
    }

    func saved(at now: BootTime, bootID: String) -> Saved {
        Saved(bootID: bootID, at: now, ages: times.map { max(0, now - $0) }.filter { $0 < period })
    }

    /// In the same boot the clock has gone on, in another one it tells nothing about the time between.
    init(_ saved: Saved, period: Int64, now: BootTime, bootID: String) {
        self.period = period
        let passed = saved.bootID == bootID ? max(0, now - saved.at) : 0
        times = saved.ages.prefix(Self.most).map { now + -(max(0, $0) + passed) }.filter { now - $0 < period }
    }
}
