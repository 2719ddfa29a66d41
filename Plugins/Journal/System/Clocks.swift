import Glibc

/// The clocks of the machine, or of a test.
struct Clocks: Sendable {
    /// Seconds since 1970, right or wrong: to show, never to decide by.
    let wall: @Sendable () -> Double
    /// Seconds since the machine's boot.
    let boot: @Sendable () -> Double

    /// (clock_gettime)
    static let machine = Clocks(wall: { seconds(CLOCK_REALTIME) }, boot: { seconds(CLOCK_BOOTTIME) })

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
