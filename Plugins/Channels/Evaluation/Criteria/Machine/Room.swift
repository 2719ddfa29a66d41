/// Whether there is room for something, with a reserve left over.
struct Room {
    let need: Int64
    let free: Int64
    let reserve: Int64

    /// Negative numbers, from whom ever, are none.
    init(need: Int64?, free: Int64, reserve: Int64) {
        (self.need, self.free, self.reserve) = (max(0, need ?? 0), max(0, free), max(0, reserve))
    }

    /// Bytes too few; an unbelievable need is too much.
    var missing: Int64 {
        let (total, isTooMuch) = need.addingReportingOverflow(reserve)
        return isTooMuch ? .max : max(0, total - free)
    }

    func finding(of what: String, _ remedy: String, now: Double) -> Finding {
        guard missing > 0 else { return .pass("needs \(ByteCount(need)) of \(what), \(ByteCount(free)) are free") }
        let words = "needs \(ByteCount(need)) of \(what) beside a reserve of \(ByteCount(reserve)), \(ByteCount(free)) are free"
        return .wait(until: now + 3600, "\(words): \(remedy) \(ByteCount(missing))")
    }
}
