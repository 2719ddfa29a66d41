import Manifests
import TUF
import Testing

@testable import Publishing

struct CadenceTests {
    private func time(_ text: String) -> UTCTime { UTCTime(ExactText(text))! }

    @Test(arguments: [
        ("2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z", ["weekly", "quarterly"]),
        ("2026-11-01T23:59:59Z", "2026-11-02T00:00:00Z", ["monthly", "quarterly"]),
        ("2026-11-02T00:00:00Z", "2026-11-08T23:59:59Z", ["weekly", "monthly", "quarterly"]),
        ("2026-11-08T00:00:00Z", "2026-11-08T23:59:59Z", ["daily", "weekly", "monthly", "quarterly"]),
        ("2026-12-31T12:00:00Z", "2027-01-01T12:00:00Z", ["weekly"]), ("2026-09-30T12:00:00Z", "2026-10-01T12:00:00Z", ["weekly"]),
        ("2025-11-08T12:00:00Z", "2026-11-08T12:00:00Z", []), ("2026-02-28T12:00:00Z", "2026-03-01T12:00:00Z", ["weekly", "quarterly"]),
    ])
    func `two moments share a day, a week from Monday on, a month, a quarter, all in UTC`(_ one: String, _ other: String, _ same: [String])
    {
        let found = Cadence.allCases.filter { $0.isSamePeriod(time(one), time(other)) }.map(\.rawValue)
        #expect(found == same)
        #expect(Cadence.allCases.filter { $0.isSamePeriod(time(other), time(one)) }.map(\.rawValue) == same)
    }

    @Test(arguments: [
        "2026-11-30T23:59:59Z", "2026-12-31T00:00:00Z", "2024-02-29T12:00:00Z", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z",
    ])
    func `the next release can be expected as soon as the publisher takes it`(_ last: String) throws {
        for cadence in Cadence.allCases where cadence != .asNeeded {
            let next = try #require(cadence.next(after: time(last).secondsSince1970))
            #expect(cadence.isSamePeriod(time(last), UTCTime(secondsSince1970: next - 1)), "\(cadence)")
            #expect(!cadence.isSamePeriod(time(last), UTCTime(secondsSince1970: next)), "\(cadence)")
        }
        #expect(Cadence.asNeeded.next(after: 0) == nil)
    }

    @Test func `a channel's cadence is the publisher's, unless that says otherwise`() {
        for channel in PublishingConfiguration().channels { #expect(Cadence(ofChannel: channel.name) == channel.cadence) }
    }

    @Test func `as needed is at any time`() {
        #expect(!Cadence.asNeeded.isSamePeriod(Bench.start, Bench.start))
    }
}
