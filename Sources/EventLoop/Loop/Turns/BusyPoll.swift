import CLibuv

/// Whether the loop, before it sleeps, looks a little longer for what is to come: to be woken takes longer than a short exchange.
///
/// It looks for as long as the last two messages of an exchange may be apart, and only while they are that close: what is idle,
/// or answers slowly, costs nothing but one vain look after the last message. Where others want the processor it does not look at all.
/// Times are nanoseconds of a monotonic clock.
struct BusyPoll {
    /// Of the order of two wake-ups.
    static let patience: UInt64 = 50_000
    /// Two looks that are further apart than this had another program between them.
    static let mostBetweenLooks: UInt64 = 25_000
    /// Then it sleeps at once for so long: who is always ready to run would cost the next exchange a whole slice as well.
    static let rest: UInt64 = 100_000_000

    /// With one processor, whoever is to answer could not meanwhile.
    private let isWorthwhile: Bool
    private var lastMessage: UInt64 = 0
    private var lastLook: UInt64 = 0
    private var end: UInt64 = 0
    private var endOfRest: UInt64 = 0

    init(processors: UInt32 = uv_available_parallelism()) { isWorthwhile = processors > 1 }

    /// A message of an exchange has been passed on.
    mutating func exchanged(at now: UInt64) {
        let isClose = lastMessage > 0 && now &- lastMessage <= Self.patience
        lastMessage = now
        guard isWorthwhile, isClose, now >= endOfRest else { return }
        end = now &+ Self.patience
        lastLook = now
    }

    /// Since the last message, and until ``goesOn(at:)`` is false.
    var isLooking: Bool { end > 0 }

    /// Asked before each wait while it is looking: whether that is to be none.
    mutating func goesOn(at now: UInt64) -> Bool {
        let isAlone = now &- lastLook <= Self.mostBetweenLooks
        lastLook = now
        if !isAlone { endOfRest = now &+ Self.rest }
        if isAlone, now < end { return true }
        end = 0
        return false
    }
}
