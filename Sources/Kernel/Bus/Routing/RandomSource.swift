/// Small, fast and seeded (xorshift64*): for choosing among queue members and spreading timers, not for secrets.
struct RandomSource {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    @inline(__always)
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// From 0 up to `bound`, which is at least 1.
    @inline(__always)
    mutating func next(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// From 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
