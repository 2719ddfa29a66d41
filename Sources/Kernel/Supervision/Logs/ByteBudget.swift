/// How much may be used now of so many bytes a second; what is not used is saved up for four seconds.
struct ByteBudget {
    private let rate: Int
    private var bytes: Int
    /// Milliseconds of a monotonic clock.
    private var filled: UInt64

    init(rate: Int, at now: UInt64) {
        self.rate = rate
        bytes = 4 * rate
        filled = now
    }

    /// Takes `count` bytes if there are as many.
    mutating func take(_ count: Int, at now: UInt64) -> Bool {
        let gained = Int(clamping: (now &- filled) &* UInt64(rate) / 1000)
        if gained > 0 {
            bytes = min(4 * rate, bytes + gained)
            filled = now
        }
        guard bytes >= count else { return false }
        bytes -= count
        return true
    }
}
