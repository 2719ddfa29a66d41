import Glibc

/// A moment by which something must have happened, and the patience to wait for it.
public struct Deadline: Sendable {
    /// For what has to happen: where it does, it costs nothing to have waited for longer, and a machine under load is no failure.
    public static let patience = Duration.seconds(60)

    private let end: ContinuousClock.Instant

    public init(within time: Duration) { end = .now + time }

    public var hasPassed: Bool { ContinuousClock.now >= end }

    /// What is left, as poll(2) wants it: never negative, never zero before the end.
    public var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        return Int32(min(left / .milliseconds(1), 1_000_000)) + 1
    }

    /// Asks again every few milliseconds until the answer is yes; the longer it takes the more seldom, as asking takes the others' time.
    public static func wait(
        for what: String, within time: Duration = patience, every step: Duration = .milliseconds(2),
        until condition: () throws -> Bool
    ) throws {
        let (deadline, begin) = (Deadline(within: time), ContinuousClock.now)
        while try !condition() {
            guard !deadline.hasPassed else { throw DeadlinePassed(waitingFor: what) }
            pause(max(step, min(begin.duration(to: .now) / 16, .milliseconds(20))))
        }
    }

    /// Blocks this thread; for tests of things that only time can show.
    public static func pause(_ time: Duration) {
        usleep(UInt32(time / .microseconds(1)))
    }
}

/// Something a test waited for did not happen in time.
public struct DeadlinePassed: Error, CustomStringConvertible {
    public let waitingFor: String

    public init(waitingFor: String) { self.waitingFor = waitingFor }

    public var description: String { "waited in vain for \(waitingFor)" }
}
