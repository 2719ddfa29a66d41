import PluginKit

/// How far one sink is in the stream of what is to be delivered: in order, at least once, one at a time.
///
/// A value without clock; times are seconds of the boot-time clock, randomness comes in. Invariants: an entry is passed by only
/// when it was delivered, is not for this sink, was refused for good, or has become one too many, and the last two are counted and told; nothing is
/// held here but numbers, so weeks offline cost a stream of bounded size and no memory.
struct Delivery: Equatable {
    /// The sequence number of the last entry that is done with.
    private(set) var done: Int64
    /// Of the newest entry there is.
    private(set) var newest: Int64
    private(set) var delivered: Int64 = 0
    private(set) var dropped: Int64 = 0
    /// Attempts at the next entry that failed, one after the other.
    private(set) var failures = 0
    private(set) var problem: String?
    private(set) var state = State.idle
    let backoff: Backoff
    /// An attempt without an answer is over after so many seconds.
    let patience: Double

    enum State: Equatable {
        case idle
        case sending(Int64, deadline: Double)
        case waiting(until: Double)
    }

    enum Event: Equatable {
        /// The stream holds these now; the oldest ones may have been let go.
        case stream(first: Int64, last: Int64)
        /// An attempt at this entry ended.
        case ended(Int64, Attempt)
        /// A timer at ``next``, or any other moment.
        case time
    }

    enum Attempt: Equatable {
        case delivered
        /// It may go better later; a server may say when, in seconds.
        case failed(String, retryAfter: Double?)
        /// It never will: the receiver says that this very entry is wrong.
        case refused(String)
        /// It is not for this sink. Passing over it is not worth a write.
        case skipped
    }

    enum Action: Equatable {
        case send(Int64)
        /// Stop the attempt; what comes of it later is nothing.
        case abandon
        /// Write down how far it is.
        case save
        /// So many entries from this one on will never be delivered, for this reason.
        case tellDropped(from: Int64, count: Int64, String)
    }

    init(
        done: Int64 = 0, delivered: Int64 = 0, dropped: Int64 = 0,
        backoff: Backoff = Backoff(first: 5, cap: 3600), patience: Double = 30
    ) {
        (self.done, newest, self.delivered, self.dropped) = (max(0, done), max(0, done), max(0, delivered), max(0, dropped))
        (self.backoff, self.patience) = (backoff, patience)
    }

    var waiting: Int64 { newest - done }

    /// When to come back with ``Event/time``.
    var next: Double? {
        switch state {
        case .idle: nil
        case .sending(_, let deadline): deadline
        case .waiting(let until): until
        }
    }

    mutating func handle(_ event: Event, at now: Double, random: Double) -> [Action] {
        switch (state, event) {
        case (_, .stream(let first, let last)): catchUp(first, last, at: now)
        case (.sending(let entry, _), .ended(let other, let attempt)) where entry == other: end(attempt, at: now, random)
        case (.sending(_, let deadline), .time) where now >= deadline:
            [.abandon] + fail("no answer within \(Int(patience)) s", nil, at: now, random)
        case (.waiting(let until), .time) where now >= until: send(at: now)
        case (_, .ended), (_, .time): []
        }
    }

    private mutating func end(_ attempt: Attempt, at now: Double, _ random: Double) -> [Action] {
        switch attempt {
        case .delivered: pass(at: now)
        case .refused(let words): refuse(words, at: now)
        case .failed(let words, let retryAfter): fail(words, retryAfter, at: now, random)
        case .skipped: skip(at: now)
        }
    }

    private mutating func catchUp(_ first: Int64, _ last: Int64, at now: Double) -> [Action] {
        var actions: [Action] = []
        // A stream that begins anew, after the journal was lost, counts from 1 again.
        if last < done { done = max(0, min(first - 1, last)) }
        newest = max(last, done)
        if first > done + 1, newest > done {
            let lost = min(first - 1, newest) - done
            actions.append(.tellDropped(from: done + 1, count: lost, "they were too many to be kept until it could be reached"))
            (done, dropped) = (done + lost, dropped + lost)
            actions.append(.save)
        }
        if case .sending(let entry, _) = state, entry <= done {
            state = .idle
            actions.insert(.abandon, at: 0)
        }
        return state == .idle ? actions + send(at: now) : actions
    }

    private mutating func send(at now: Double) -> [Action] {
        guard done < newest else {
            state = .idle
            return []
        }
        state = .sending(done + 1, deadline: now + patience)
        return [.send(done + 1)]
    }

    private mutating func pass(at now: Double) -> [Action] {
        (done, delivered, failures, problem) = (done + 1, delivered + 1, 0, nil)
        return [.save] + send(at: now)
    }

    private mutating func skip(at now: Double) -> [Action] {
        done += 1
        return send(at: now)
    }

    private mutating func refuse(_ words: String, at now: Double) -> [Action] {
        (done, dropped, failures, problem) = (done + 1, dropped + 1, 0, words)
        return [.tellDropped(from: done, count: 1, words), .save] + send(at: now)
    }

    private mutating func fail(_ words: String, _ after: Double?, at now: Double, _ random: Double) -> [Action] {
        (failures, problem) = (failures + 1, words)
        // A server may slow it down, not silence it.
        let asked = min(max(after ?? 0, 0), 2 * backoff.cap)
        state = .waiting(until: now + max(backoff.delay(afterFailure: failures, random: random), asked))
        return []
    }
}
