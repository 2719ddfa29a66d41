/// How long a body may make its reader wait: less than `enough` bytes within `limit` of waiting is a stall, be it by drops.
struct StallWatch: Equatable {
    let limit: UInt64
    static let enough = 1024
    private var waited: UInt64 = 0
    private var bytes = 0

    init(limit: UInt64) { self.limit = limit }

    /// How much longer it may take.
    var left: UInt64 { limit - waited }

    /// After a wait that brought so many bytes; false if that was a stall.
    mutating func pass(_ milliseconds: UInt64, bytes count: Int) -> Bool {
        bytes += count
        waited = min(limit, waited + milliseconds)
        if bytes >= Self.enough { (waited, bytes) = (0, 0) }
        return waited < limit
    }
}
