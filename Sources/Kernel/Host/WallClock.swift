import EventLoop
import Glibc

/// The machine's clock, right or wrong: only ever to show.
enum WallClock {
    /// Seconds since 1970. C function: `clock_gettime(CLOCK_REALTIME)`.
    static func seconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return (Double(now.tv_sec) * 1000 + Double(now.tv_nsec / 1_000_000)) / 1000
    }

    /// What it would have shown at a time on the boot-time clock.
    static func seconds(at time: BootTime) -> Double { seconds() - Double(BootTime.now() - time) / 1000 }
}
