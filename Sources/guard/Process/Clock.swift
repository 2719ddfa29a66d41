import Glibc

/// Milliseconds of clocks that cannot be set; and the one that can, for records alone.
enum Clock {
    static var now: Timers.Moment { Timers.Moment(steady: milliseconds(CLOCK_MONOTONIC), boot: milliseconds(CLOCK_BOOTTIME)) }

    /// Seconds since 1970.
    static var wall: Int64 { milliseconds(CLOCK_REALTIME) / 1000 }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
