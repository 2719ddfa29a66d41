/// What a peer's timer is about: first the time to say who it is, then pings, after a refusal the moment to read why.
struct KeepAlive: Equatable {
    enum Phase: Equatable {
        case authenticating, pinging, lingering
    }

    enum Action: Equatable {
        case ping(next: UInt64)
        case wait(UInt64)
        case close(saying: String)
        case finish
    }

    let interval: UInt64
    let pingMax: Int
    private(set) var phase: Phase
    private(set) var unanswered = 0
    private var hasPonged = false
    private var wasHeard = false

    /// nats-server sends the first ping soon, so that both sides learn the round-trip time.
    private static let firstPing: UInt64 = 2_000

    init(interval: UInt64, pingMax: Int, authenticates: Bool) {
        self.interval = interval
        self.pingMax = pingMax
        phase = authenticates ? .authenticating : .pinging
    }

    /// Milliseconds to the first ping; `spread` (0 to 1) keeps thousands of peers from being pinged at one instant.
    func untilFirstPing(spread: Double) -> UInt64 {
        let first = min(interval, Self.firstPing)
        return first + UInt64(Double(first) / 5 * spread)
    }

    mutating func connected() { phase = .pinging }

    mutating func heard() { wasHeard = true }

    mutating func ponged() {
        unanswered = 0
        hasPonged = true
    }

    mutating func linger() { phase = .lingering }

    mutating func due() -> Action {
        switch phase {
        case .authenticating: return .close(saying: "Authentication Timeout")
        case .lingering: return .finish
        case .pinging:
            // One that talks needs no ping; the first is sent all the same, to learn the round-trip time.
            defer { wasHeard = false }
            if wasHeard, hasPonged { return .wait(interval) }
            unanswered += 1
            return unanswered > pingMax ? .close(saying: "Stale Connection") : .ping(next: interval)
        }
    }
}
