import EventLoop
import Testing

@testable import Kernel

@Suite struct `A crash window` {
    @Test func `slides: each crash leaves an hour after it came`() {
        var window = CrashWindow(period: hour)
        for minute in [0, 10, 20] as [Int64] { window.record(at: start + minute * 60_000) }
        #expect([0, 10, 20, 59].map { window.count(at: start + $0 * 60_000) } == [3, 3, 3, 3])
        #expect([60, 69, 70, 79, 80].map { window.count(at: start + $0 * 60_000) } == [2, 2, 1, 1, 0])
        #expect(window.count(at: start + (hour - 1)) == 3)
        #expect(window.count(at: start + hour) == 2)
    }

    @Test func `a host started again in the same boot counts the time between`() {
        let saved = filled().saved(at: start + 1000, bootID: "a")
        #expect(saved.ages == [1000, 1000, 1000, 1000])
        let later = CrashWindow(saved, period: hour, now: start + (hour - 1), bootID: "a")
        #expect(later.count(at: start + (hour - 1)) == 4 && later.count(at: start + hour) == 0)
    }

    @Test func `after a reboot every crash is as old as it was when saved`() {
        let saved = filled().saved(at: start + 1000, bootID: "a")
        let boot = BootTime(milliseconds: 5000)
        let window = CrashWindow(saved, period: hour, now: boot, bootID: "b")
        #expect(window.count(at: boot) == 4)
        #expect(window.count(at: boot + (hour - 1001)) == 4)
        #expect(window.count(at: boot + (hour - 1000)) == 0)
    }

    @Test func `a clock that was set back neither forgets nor invents`() {
        let saved = filled().saved(at: start, bootID: "a")
        let window = CrashWindow(saved, period: hour, now: start + -500_000, bootID: "a")
        #expect(window.count(at: start + -500_000) == 4 && window.count(at: start + (hour - 500_000)) == 0)
        var running = filled()
        running.record(at: start + -1000)
        #expect(running.count(at: start + -1000) == 5)
    }

    @Test func `what is old is not saved and not kept`() {
        var window = filled()
        #expect(window.saved(at: start + hour, bootID: "a").ages.isEmpty)
        window.record(at: start + hour)
        #expect(window.times == [start + hour])
    }

    @Test func `hostile ages do no harm`() {
        let saved = CrashWindow.Saved(bootID: "b", at: start, ages: Array(repeating: -5, count: 10_000))
        #expect(CrashWindow(saved, period: hour, now: start, bootID: "a").count(at: start) == 1000)
    }

    @Test func `forgetting empties it`() {
        var window = filled()
        window.forget()
        #expect(window.count(at: start) == 0)
    }

    private func filled() -> CrashWindow {
        var window = CrashWindow(period: hour)
        for _ in 0..<4 { window.record(at: start) }
        return window
    }
}

private let start = BootTime(milliseconds: 50_000_000)
private let hour: Int64 = 3_600_000
