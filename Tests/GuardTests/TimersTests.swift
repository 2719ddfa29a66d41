import Testing

@Suite struct TimersTests {
    private var timers = Timers(silence: 15_000, now: moment(0))

    private static func moment(_ steady: Int64, boot: Int64? = nil) -> Timers.Moment {
        Timers.Moment(steady: steady, boot: boot ?? steady + 7)
    }

    /// Looks every second, as the guard does at least.
    private mutating func firstEvent(from start: Int64, to end: Int64) -> (event: Event, at: Int64)? {
        for second in stride(from: start, through: end, by: 1_000) {
            if let event = timers.look(at: Self.moment(second)) { return (event, second) }
        }
        return nil
    }

    @Test mutating func `a start is due when its time has come, once`() {
        timers.startIsDue(at: 2_000)
        #expect(timers.look(at: Self.moment(1_999)) == nil)
        #expect(timers.wait(at: Self.moment(1_999)) == 1)
        #expect(timers.look(at: Self.moment(2_000)) == .due)
        #expect(timers.look(at: Self.moment(9_000)) == nil)
    }

    @Test mutating func `fifteen seconds without a word are silence, told once`() throws {
        timers.kernelStarted(trialEnd: nil)
        let silent = try #require(firstEvent(from: 0, to: 60_000))
        #expect(silent == (.silent, 15_000))
        #expect(firstEvent(from: 16_000, to: 60_000) == nil)
    }

    @Test mutating func `each word begins the fifteen seconds again`() throws {
        timers.kernelStarted(trialEnd: nil)
        #expect(firstEvent(from: 0, to: 14_000) == nil)
        timers.heard()
        #expect(firstEvent(from: 15_000, to: 28_000) == nil)
        #expect(try #require(firstEvent(from: 29_000, to: 60_000)) == (.silent, 29_000))
    }

    @Test mutating func `a guard that was held up itself does not take that for silence, but does in the end`() {
        timers.kernelStarted(trialEnd: nil)
        for look in 1...4 as ClosedRange<Int64> { #expect(timers.look(at: Self.moment(look * 600_000)) == nil) }
        #expect(timers.look(at: Self.moment(5 * 600_000)) == .silent)
    }

    @Test mutating func `a trial ends by the boot's clock, which runs on while the machine sleeps`() {
        timers.kernelStarted(trialEnd: 60_000)
        #expect(timers.look(at: Self.moment(10, boot: 59_999)) == nil)
        #expect(timers.wait(at: Self.moment(10, boot: 59_999)) == 1)
        #expect(timers.look(at: Self.moment(11, boot: 60_000)) == .deadlinePassed)
    }

    @Test mutating func `a confirmed trial has no deadline, but is listened to`() throws {
        timers.kernelStarted(trialEnd: 5_000)
        timers.trialIsOver()
        #expect(try #require(firstEvent(from: 0, to: 60_000)) == (.silent, 15_000))
    }

    @Test mutating func `from what is to end nothing is expected but that`() throws {
        timers.kernelStarted(trialEnd: 1_000)
        timers.endIsDue(at: 30_000)
        #expect(try #require(firstEvent(from: 0, to: 90_000)) == (.overdue, 30_000))
        #expect(firstEvent(from: 31_000, to: 90_000) == nil)
        timers.startIsDue(at: 95_000)
        #expect(try #require(firstEvent(from: 91_000, to: 99_000)) == (.due, 95_000))
    }

    @Test mutating func `it never sleeps longer than a second, nor a negative time`() {
        #expect(timers.wait(at: Self.moment(5)) == 1_000)
        timers.startIsDue(at: 0)
        #expect(timers.wait(at: Self.moment(5_000)) == 0)
    }
}
