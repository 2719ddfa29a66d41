extension Duration {
    /// Whole milliseconds, rounded up; none below zero, and at most a million years, which stand for ever.
    package var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 31_556_952_000_000 else { return 31_556_952_000_000_000 }
        return UInt64(seconds) * 1000 + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
