import PluginKit
import Testing

@testable import Update

@Suite struct ScheduleTests {
    private let day = 86_400.0

    @Test(arguments: [(0.0, 0.9), (0.5, 1.0), (1.0, 1.1)])
    func `looks are a day apart, give or take a tenth`(_ random: Double, _ part: Double) {
        var schedule = Schedule()
        let look = schedule.succeeded(at: 1000, random: random)
        #expect(look.reason == .interval && abs(look.at - (1000 + day * part)) < 1)
        #expect(schedule.next == look)
    }

    @Test func `after a boot it looks within a quarter of an hour, at a moment of its own`() {
        var schedule = Schedule()
        #expect(schedule.booted(at: 0, last: nil, random: 0) == .init(at: 30, reason: .boot))
        #expect(schedule.booted(at: 0, last: -2 * day, random: 1) == .init(at: 900, reason: .boot))
    }

    @Test func `a router that reboots over and over looks no more often`() {
        var schedule = Schedule()
        #expect(schedule.booted(at: 100, last: 50, random: 0.5).reason == .interval)
    }

    @Test func `a last look in the future, by a wrong clock, does not keep it from looking`() {
        var schedule = Schedule()
        let look = schedule.booted(at: 100, last: 1e12, random: 0.5)
        #expect(look.at <= 100 + day)
    }

    @Test func `before a window it looks early enough to be ready, but once a day`() {
        var schedule = Schedule()
        let window = 20_000.0
        let look = schedule.succeeded(at: 0, window: window, random: 0.5)
        #expect(look.reason == .window && (window - 3600...window - 600).contains(look.at))
        #expect(schedule.succeeded(at: look.at, window: window + 3600, random: 0.5).reason == .interval)
        #expect(schedule.succeeded(at: look.at + 1, window: window + day, random: 0.5).reason == .window)
    }

    @Test func `a window that opens too soon is not prepared for`() {
        var schedule = Schedule()
        #expect(schedule.succeeded(at: 0, window: 300, random: 0).reason == .interval)
    }

    @Test func `failures wait longer each time, a day at most, and a success forgets them`() {
        var schedule = Schedule()
        let waits = (1...12).map { _ in schedule.failed(at: 0, random: 0.5).at }
        #expect(waits.prefix(4) == [300, 600, 1200, 2400] && waits.last == day)
        _ = schedule.succeeded(at: 0, random: 0.5)
        #expect(schedule.failed(at: 0, random: 0.5).at == 300)
    }

    @Test func `Retry-After is honoured, never undercut, and never for ever`() {
        var schedule = Schedule()
        for random in [0.0, 1] {
            let look = schedule.failed(at: 0, retryAfter: 7200, random: random)
            #expect(look.reason == .retryAfter && look.at >= 7200 && look.at < 7921)
        }
        #expect(schedule.failed(at: 0, retryAfter: 1e18, random: 0).at == 2 * day)
        #expect(schedule.failed(at: 0, retryAfter: -5, random: 0.5).reason == .failure)
    }

    @Test func `a Retry-After shorter than its own wait makes it no more eager`() {
        var schedule = Schedule()
        #expect(schedule.failed(at: 0, retryAfter: 1, random: 0.5) == .init(at: 300, reason: .failure))
    }
}
