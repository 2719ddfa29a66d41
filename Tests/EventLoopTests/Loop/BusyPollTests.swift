import Testing

@testable import EventLoop

/// When the loop looks on before it sleeps; times in nanoseconds.
@Suite struct BusyPollTests {
    private static let patience = BusyPoll.patience
    private static let gap = BusyPoll.mostBetweenLooks

    /// After two messages that were close, the last one at `now`.
    private func looking(at now: UInt64) -> BusyPoll {
        var poll = BusyPoll(processors: 2)
        poll.exchanged(at: now - Self.patience)
        poll.exchanged(at: now)
        return poll
    }

    private func looks(_ poll: BusyPoll, at times: [UInt64]) -> [Bool] {
        var poll = poll
        return times.map { poll.goesOn(at: $0) }
    }

    @Test func `one message alone is slept after`() {
        var poll = BusyPoll(processors: 2)
        poll.exchanged(at: 1)
        #expect(!poll.isLooking)
        poll.exchanged(at: 1 + Self.patience + 1)
        #expect(!poll.isLooking, "what is that far apart is no exchange")
    }

    @Test func `after two that are close it looks on, for as long and no longer`() {
        let start: UInt64 = 1_000_000
        #expect(looking(at: start).isLooking)
        let times = [1, Self.gap, 2 * Self.gap - 1, 2 * Self.gap, 2 * Self.gap + 1].map { start + $0 }
        #expect(Self.patience == 2 * Self.gap)
        #expect(looks(looking(at: start), at: times) == [true, true, true, false, false])
    }

    @Test func `each message of an exchange prolongs it, one that comes late ends it`() {
        var poll = BusyPoll(processors: 2)
        for step in 1...100 as ClosedRange<UInt64> { poll.exchanged(at: step * Self.patience) }
        #expect(poll.isLooking)
        _ = poll.goesOn(at: 100 * Self.patience + Self.gap)
        let isStillLooking = poll.goesOn(at: 101 * Self.patience)
        #expect(!isStillLooking)
        poll.exchanged(at: 101 * Self.patience + 1)
        #expect(!poll.isLooking)
    }

    @Test func `where another program runs meanwhile it sleeps at once, for a while`() {
        var poll = looking(at: 1_000_000)
        let disturbed = 1_000_000 + Self.gap + 1
        let goesOn = poll.goesOn(at: disturbed)
        #expect(!goesOn && !poll.isLooking)
        for time in [disturbed + 1, disturbed + 2, disturbed + BusyPoll.rest - 1] { poll.exchanged(at: time) }
        #expect(!poll.isLooking)
        poll.exchanged(at: disturbed + BusyPoll.rest)
        #expect(poll.isLooking, "the rest is over")
    }

    @Test(arguments: [0, 1] as [UInt32]) func `a lone processor never looks on`(processors: UInt32) {
        var poll = BusyPoll(processors: processors)
        for step in 1...10 as ClosedRange<UInt64> { poll.exchanged(at: step) }
        #expect(!poll.isLooking)
    }
}
