/// A limit on bytes a second: what is taken beyond it is waited for afterwards.
struct TokenBucket: Equatable {
    let bytesPerSecond: Int
    /// In milliseconds of the caller's clock: when all that was taken is paid for.
    private var paidAt: Double = 0

    init(bytesPerSecond: Int) { self.bytesPerSecond = max(1, bytesPerSecond) }

    /// How many milliseconds to wait after taking `count` bytes. An idle time saves up a quarter of a second at most.
    mutating func take(_ count: Int, at now: UInt64) -> UInt64 {
        paidAt = max(paidAt, Double(now) - 250) + Double(count) * 1000 / Double(bytesPerSecond)
        return paidAt > Double(now) ? UInt64(paidAt - Double(now)) : 0
    }
}
