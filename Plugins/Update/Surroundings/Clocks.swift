import EventLoop
import Glibc

/// The clocks and the chance of the machine, or of a test.
struct Clocks {
    /// Names the boot that ``boot`` counts from.
    var bootID: String
    /// Milliseconds since the machine's boot: what deadlines go by.
    var boot: () -> Int64
    /// Seconds since 1970, right or wrong: to show, and for what lasts over a reboot.
    var wall: () -> Double
    /// From 0 up to 1.
    var random: () -> Double

    /// (clock_gettime)
    static var machine: Clocks {
        Clocks(
            bootID: BootTime.bootID, boot: { BootTime.now().milliseconds },
            wall: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            }, random: { .random(in: 0..<1) })
    }
}
