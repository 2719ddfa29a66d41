/// Requests delivered to one peer and not yet answered: who waits for them, and what may still be answered.
///
/// It is at once the permission to respond (nats-server's allow_responses) and the list of callers to tell when the
/// peer dies. Bounded in bytes: one requester has a share, of which the oldest fall out (what asks so much is not answered,
/// an event, say), and it is told; all together have `maximumBytes`.
struct RequestLedger {
    private struct Request {
        /// Peer that asked; it may be gone.
        let requester: UInt64
        /// Tells older from newer.
        let serial: UInt64
        var answers = 0
        let expires: Int64
    }

    /// Some 3,000 requests.
    static let share = 512 << 10
    static let maximumBytes = 8 * share

    let rule: Permissions.Responses
    private var requests: [[UInt8]: Request] = [:]
    private var shares: [UInt64: Int] = [:]
    private var bytes = 0
    private var serial: UInt64 = 0
    private var nextPrune: Int64 = 0
    /// Replies of those that fell out, to be told.
    private(set) var dropped: [[UInt8]] = []

    init(_ rule: Permissions.Responses) { self.rule = rule }

    var count: Int { requests.count }

    /// False when there is no room: too much is unanswered.
    mutating func record(_ reply: UnsafeRawBufferPointer, from requester: UInt64, now: Int64) -> Bool {
        if now >= nextPrune { forgetExpired(now) }
        if shares[requester, default: 0] + Self.cost(reply.count) > Self.share { dropOldest(of: requester) }
        guard bytes + Self.cost(reply.count) <= Self.maximumBytes else { return false }
        serial += 1
        insert(Array(reply), Request(requester: requester, serial: serial, expires: now + rule.expires))
        return true
    }

    /// Takes note of an answer; false when none may be given.
    mutating func answer(_ subject: UnsafeRawBufferPointer, now: Int64) -> Bool {
        let key = Array(subject)
        guard var request = requests[key], request.expires > now else { return false }
        request.answers += 1
        if rule.max > 0, request.answers >= rule.max { remove(key) } else { requests[key] = request }
        return true
    }

    func holds(_ reply: [UInt8]) -> Bool { requests[reply] != nil }

    mutating func takeDropped() -> [[UInt8]] {
        defer { dropped = [] }
        return dropped
    }

    /// The requests nobody has answered, and forgets them.
    mutating func takeUnanswered(now: Int64) -> [(reply: [UInt8], requester: UInt64)] {
        defer { self = RequestLedger(rule) }
        return requests.compactMap { $1.answers == 0 && $1.expires > now ? ($0, $1.requester) : nil }
    }

    private static func cost(_ length: Int) -> Int { length + 128 }

    private mutating func insert(_ key: [UInt8], _ request: Request) {
        remove(key)
        requests[key] = request
        shares[request.requester, default: 0] += Self.cost(key.count)
        bytes += Self.cost(key.count)
    }

    private mutating func remove(_ key: [UInt8]) {
        guard let request = requests.removeValue(forKey: key) else { return }
        bytes -= Self.cost(key.count)
        let left = shares[request.requester, default: 0] - Self.cost(key.count)
        shares[request.requester] = left > 0 ? left : nil
    }

    /// Half a share at once, so that a flood does not search each time.
    private mutating func dropOldest(of requester: UInt64) {
        let own = requests.filter { $1.requester == requester }.sorted { $0.value.serial < $1.value.serial }
        for (key, request) in own.prefix((own.count + 1) / 2) {
            remove(key)
            if request.answers == 0 { dropped.append(key) }
        }
    }

    /// Not for each message: a ledger full of what never gets an answer is long.
    mutating func forgetExpired(_ now: Int64) {
        for (key, request) in requests where request.expires <= now { remove(key) }
        // An emptied dictionary would keep its memory.
        if requests.isEmpty { requests = [:] }
        nextPrune = now + 1000
    }
}
