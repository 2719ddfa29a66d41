import EventLoop
import Glibc
import Wire

/// A plugin's connection to the bus.
///
/// It lives on the loop its plugin runs on and is used from there only, which plain async code does by itself.
/// What it owes and is owed is bounded: `maximumPendingBytes` out, each subscription's buffer in.
/// Once it has ended, every call that waits or is made later throws the error it ended with.
public final class BusConnection {
    public let name: String
    /// The largest message the bus takes, as it said itself.
    public internal(set) var maximumPayload = 1 << 20
    /// Publishing waits while more than this is unsent.
    public var maximumPendingBytes = 8 << 20
    /// Hears errors that no call is waiting for. Until set, they are written to stderr.
    public var onProblem: (BusError) -> Void = { writeToStandardError("bus: \($0)") }

    let link: BusLink
    let backgrounds: Backgrounds
    let deadlines: Deadlines
    var lastID: UInt64 = 0
    var subscriptions: [UInt64: Subscription] = [:]
    var inbox: Inbox?
    /// Each PING of ours is answered in its order.
    var pongs: [(Result<Void, BusError>) -> Void] = []
    var waitingForRoom: [(Result<Void, BusError>) -> Void] = []
    var pauses: [UInt64: () -> Void] = [:]
    var watches: [FileWatch] = []
    /// Handlers at work, which a drain waits for.
    var handlersAtWork = 0
    var waitingForHandlers: [() -> Void] = []
    /// What to say once INFO has come.
    var onInfo: (() -> Void)?
    /// The bus's last words of refusal: if it hangs up next, they are the reason.
    var lastRefusal: String?
    public internal(set) var end: BusError?
    /// Called once with what ended the connection, unless that was ``close()``.
    var onEnd: (BusError) -> Void = { _ in }
    /// Called with what a background task threw.
    var onFailure: ((any Error) -> Void)?

    init(_ link: BusLink, name: String, on backgrounds: Backgrounds) {
        self.backgrounds = backgrounds
        self.link = link
        self.name = name
        deadlines = Deadlines(on: link.loop)
        link.received = { [unowned self] in receive($0) }
        link.ended = { [unowned self] in linkEnded($0) }
        link.written = { [unowned self] in makeRoom() }
    }

    /// Into the plugin's log, which the host keeps.
    public func log(_ words: String) { writeToStandardError(words) }

    func makeID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// Dies at the first use from another thread rather than of the race that would follow.
    func checkOnLoop() {
        precondition(
            backgrounds.executor.isIsolatingCurrentContext() == true,
            "the bus is used on its plugin's loop only: background { }, not Task { }")
    }

    func checkOpen() throws(BusError) {
        checkOnLoop()
        if let end { throw end }
    }

    /// Suspends until what `start` was given has been called. It must be called once, whatever happens.
    func wait<Value: Sendable>(
        _ start: (@escaping (Result<Value, BusError>) -> Void) -> Void
    ) async throws(BusError) -> Value {
        try await withCheckedContinuation { waiting in
            start { waiting.resume(returning: $0) }
        }.get()
    }
}

/// Where a plugin's words go that nobody waits for: into its log.
func writeToStandardError(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(2, bytes, bytes.count)
}
