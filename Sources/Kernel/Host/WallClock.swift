import EventLoop
import Glibc

/// The machine's clock, right or wrong: only ever to show.
enum WallClock {
    /// Seconds since 1970, to whole milliseconds.
    static func seconds() -> Double { Double(milliseconds()) / 1000 }

    /// What it would have shown at a time on the boot-time clock.
    static func seconds(at time: BootTime) -> Double { Double(milliseconds() - (BootTime.now() - time)) / 1000 }

    /// C function: `clock_gettime(CLOCK_REALTIME)`.
    private static func milliseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
