import Manifests
import Testing

@testable import Channels

@Suite struct MaintenanceWindowTests {
    private func window(_ cron: String, hours: Int = 3, _ zone: String = "CET-1CEST,M3.5.0,M10.5.0/3") throws -> MaintenanceWindow {
        MaintenanceWindow(
            cron: try #require(CronExpression(cron)), length: hours * 3600, zone: try #require(LocalTime(zone) { _ in nil }))
    }

    /// 2026-11-26, a Thursday, midnight in UTC.
    private let midnight = 1_795_651_200

    @Test func `it is open from its time for its length`() throws {
        let window = try window("0 2 * * *", "UTC0")
        #expect(window.closes(at: midnight + 7199) == nil)
        #expect(window.closes(at: midnight + 7200) == midnight + 18_000)
        #expect(window.closes(at: midnight + 17_999) == midnight + 18_000)
        #expect(window.closes(at: midnight + 18_000) == nil)
        #expect(window.opens(after: midnight) == midnight + 7200)
        #expect(window.opens(after: midnight + 7200) == midnight + 7200 + 86_400)
    }

    @Test func `it opens by the local clock`() throws {
        let window = try window("0 2 * * *")
        #expect(window.opens(after: midnight) == midnight + 3600)
        // In summer, two hours from UTC.
        let july = 1_783_900_800
        #expect(window.opens(after: july - 7200) == july)
    }

    @Test func `it may last over midnight, and over days`() throws {
        let window = try window("0 22 * * 5", hours: 60, "UTC0")
        let friday = midnight + 86_400 + 22 * 3600
        #expect(window.opens(after: midnight) == friday)
        #expect(window.closes(at: friday + 59 * 3600) == friday + 60 * 3600 && window.closes(at: friday + 60 * 3600) == nil)
    }

    @Test func `of openings that overlap the last one counts`() throws {
        let window = try window("0 * * * *", hours: 2, "UTC0")
        #expect(window.closes(at: midnight + 5400) == midnight + 3600 + 7200)
    }

    @Test func `on the night on which half past two is missing or doubled, it opens once`() throws {
        let window = try window("30 2 * * *", hours: 1)
        let (spring, autumn) = (1_774_742_400, 1_792_886_400)
        #expect(window.opens(after: spring) == 1_774_751_400 - 3600)
        let first = try #require(window.opens(after: autumn))
        #expect(first == 1_792_895_400 - 7200)
        #expect(try #require(window.opens(after: first)) == first + 25 * 3600)
    }

    @Test func `the 29th of February comes, the 30th never does`() throws {
        #expect(try window("0 0 29 2 *", "UTC0").opens(after: midnight) == 1_835_395_200)
        #expect(try window("0 0 30 2 *", "UTC0").opens(after: midnight) == nil)
    }
}
