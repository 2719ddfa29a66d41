import Testing

@testable import Update

/// What a million routers ask of the server, by default.
@Suite struct LoadTests {
    /// A look that finds nothing new asks for the next root, which is not there, and for the timestamp.
    private let filesPerLook = 2.0
    private let routers = 1_000_000.0
    /// Power cuts, core updates: once a week is more than any router should see.
    private let bootsPerDay = 1.0 / 7

    @Test func `a million routers ask for no more than 50 files a second`() {
        let settings = Schedule.Settings()
        let looksPerDay = 86_400 / settings.interval + 1 + bootsPerDay
        #expect(routers * looksPerDay * filesPerLook / 86_400 <= 50)
    }

    /// The same by playing a year: jitter, a window each night, a boot each week.
    @Test(arguments: [nil, 86_400, 3_600] as [Double?])
    func `no window makes a router ask more often than that`(_ windowEvery: Double?) {
        var random = Sequence(seed: 7)
        var (schedule, now, looks, days) = (Schedule(), 0.0, 0, 0)
        func window() -> Double? { windowEvery.map { (now / $0).rounded(.down) * $0 + $0 } }
        var look = schedule.booted(at: now, last: nil, window: window(), random: random.next())
        while now < 365 * 86_400 {
            now = look.at
            looks += 1
            look = schedule.succeeded(at: now, window: window(), random: random.next())
            let week = Int(now / 604_800)
            if week > days {
                days = week
                look = schedule.booted(at: now + 1, last: now - 7200, window: window(), random: random.next())
            }
        }
        #expect(routers * Double(looks) / 365 * filesPerLook / 86_400 <= 50, "\(looks) looks a year")
        #expect(looks >= 365)
    }

    /// Numbers from 0 up to 1, the same ones in every run.
    private struct Sequence {
        var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(UInt64(1) << 31)
        }
    }
}
