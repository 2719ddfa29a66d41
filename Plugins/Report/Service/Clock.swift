import Glibc

/// The machine's clocks, in seconds. (clock_gettime)
enum Clock {
    /// Since 1970, right or wrong: to show.
    static func wall() -> Double { seconds(CLOCK_REALTIME) }

    /// Since boot: to decide by.
    static func boot() -> Double { seconds(CLOCK_BOOTTIME) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
