import Testing

@Suite struct FailuresTests {
    private var failures = Failures()

    @Test mutating func `three failures within five minutes give a slot up`() {
        #expect(failures.note(.slot(.a), startedAt: 0, endedAt: 100) == 0)
        #expect(failures.note(.slot(.a), startedAt: 100, endedAt: 200) == 2_000)
        #expect(failures.givenUp == [])
        #expect(failures.note(.slot(.a), startedAt: 200, endedAt: 300_099) == 0)
        #expect(failures.givenUp == .a)
    }

    @Test mutating func `failures further apart do not`() {
        for round in 0..<50 as Range<Int64> {
            _ = failures.note(.slot(.a), startedAt: round * 150_000, endedAt: (round + 1) * 150_000)
        }
        #expect(failures.givenUp == [])
    }

    @Test mutating func `five minutes ago to the millisecond is too long ago`() {
        _ = failures.note(.slot(.a), startedAt: 0, endedAt: 1_000)
        _ = failures.note(.slot(.a), startedAt: 200_000, endedAt: 250_000)
        _ = failures.note(.slot(.a), startedAt: 290_000, endedAt: 301_000)
        #expect(failures.givenUp == [])
    }

    @Test mutating func `slot, other slot, factory, and that one for ever, ever more slowly`() {
        var now: Int64 = 0
        func fail(_ release: Release) -> Int64 {
            now += 1
            return failures.note(release, startedAt: now - 1, endedAt: now)
        }
        #expect([fail(.slot(.b)), fail(.slot(.b)), fail(.slot(.b))] == [0, 2_000, 0])
        #expect([fail(.slot(.a)), fail(.slot(.a)), fail(.slot(.a))] == [0, 2_000, 0])
        #expect(failures.givenUp == [.a, .b])
        #expect((0..<9).map { _ in fail(.factory) } == [0, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
        #expect(failures.givenUp == [.a, .b, .factory])
    }

    @Test mutating func `a last resort that was given up before is not started in a hot loop`() {
        var waits: [Int64] = []
        for moment in 0..<8 as Range<Int64> { waits.append(failures.note(.slot(.a), startedAt: moment, endedAt: moment)) }
        #expect(waits == [0, 2_000, 0, 0, 2_000, 5_000, 10_000, 20_000])
    }

    @Test mutating func `nothing to start is asked for again, ever more slowly`() {
        #expect((0..<4).map { failures.note(nil, startedAt: $0, endedAt: $0) } == [0, 2_000, 5_000, 10_000])
    }

    @Test mutating func `a slot that held for five minutes gives the other one another chance, the factory release does not`() {
        for moment in 0..<3 as Range<Int64> { _ = failures.note(.slot(.a), startedAt: moment, endedAt: moment) }
        _ = failures.note(.factory, startedAt: 0, endedAt: 400_000)
        #expect(failures.givenUp == .a)
        _ = failures.note(.slot(.b), startedAt: 400_000, endedAt: 800_000)
        #expect(failures.givenUp == [])
    }

    @Test mutating func `what was given up is forgotten when somebody changed something`() {
        for moment in 0..<3 as Range<Int64> { _ = failures.note(.slot(.a), startedAt: moment, endedAt: moment) }
        failures.forget()
        #expect(failures.givenUp == [])
        #expect(failures.note(.slot(.a), startedAt: 5, endedAt: 6) == 0)
    }
}
