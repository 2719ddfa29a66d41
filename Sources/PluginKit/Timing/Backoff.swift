/// How long to wait after so many failures in a row: longer each time, up to a cap, and never the same for all routers.
///
/// A value without clock; randomness comes in, from 0 up to 1.
public struct Backoff: Equatable, Sendable {
    /// Seconds after the first failure, and at most.
    public let first: Double
    public let cap: Double
    public let factor: Double
    /// A wait is lengthened or shortened by up to this part of it.
    public let spread: Double

    public init(first: Double, cap: Double, factor: Double = 2, spread: Double = 0.1) {
        precondition(first > 0 && cap >= first && factor >= 1 && (0..<1).contains(spread), "a backoff that does not back off")
        (self.first, self.cap, self.factor, self.spread) = (first, cap, factor, spread)
    }

    /// Seconds.
    public func delay(afterFailure count: Int, random: Double) -> Double {
        jittered(base(afterFailure: count), random: random)
    }

    /// The same without the spread.
    public func base(afterFailure count: Int) -> Double {
        var delay = first
        for _ in 1..<max(count, 1) {
            guard delay < cap else { break }
            delay *= factor
        }
        return min(delay, cap)
    }

    public func jittered(_ delay: Double, random: Double) -> Double {
        delay * (1 - spread + 2 * spread * min(max(random, 0), 1))
    }
}
