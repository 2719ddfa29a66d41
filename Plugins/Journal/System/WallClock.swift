import Glibc

/// The machine's clock, right or wrong: to show, never to decide by.
enum WallClock {
    /// Seconds since 1970. (clock_gettime)
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
