/// Requests delivered to one peer and not yet answered: who waits for them, and what may still be answered.
///
/// It is at once the permission to respond (nats-server's allow_responses) and the list of callers to tell when the
/// peer dies.
struct RequestLedger {
    struct Request {
        /// Peer that asked; it may be gone.
        let requester: UInt64
        var answers = 0
        let expires: Int64
    }

    /// More unanswered requests than this are refused, with words, to their callers.
    static let capacity = 8192

    let rule: Permissions.Responses
    private var requests: [[UInt8]: Request] = [:]
    private var nextPrune: Int64 = 0

    init(_ rule: Permissions.Responses) { self.rule = rule }

    var count: Int { requests.count }

    /// False when there is no room: the peer has `capacity` requests unanswered.
    mutating func record(_ reply: UnsafeRawBufferPointer, from requester: UInt64, now: Int64) -> Bool {
        if requests.count >= Self.capacity || now >= nextPrune { prune(now) }
        guard requests.count < Self.capacity else { return false }
        requests[Array(reply)] = Request(requester: requester, expires: now + rule.expires)
        return true
    }

    /// Takes note of an answer; false when none may be given.
    mutating func answer(_ subject: UnsafeRawBufferPointer, now: Int64) -> Bool {
        let key = Array(subject)
        guard var request = requests[key], request.expires > now else { return false }
        request.answers += 1
        requests[key] = rule.max > 0 && request.answers >= rule.max ? nil : request
        return true
    }

    /// The requests nobody has answered, and forgets them.
    mutating func takeUnanswered(now: Int64) -> [(reply: [UInt8], requester: UInt64)] {
        defer { requests = [:] }
        return requests.compactMap { $1.answers == 0 && $1.expires > now ? ($0, $1.requester) : nil }
    }

    private mutating func prune(_ now: Int64) {
        requests = requests.filter { $1.expires > now }
        nextPrune = now + rule.expires
    }
}
