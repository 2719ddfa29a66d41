import Contracts
import Testing

@testable import roost

@Suite struct ChannelTextTests {
    @Test func `every channel has a row, with who follows it`() {
        let list = ChannelsContract.List(channels: [
            .init(name: "beta", cadence: "weekly", updates: "opt-in", audience: "early adopters", allowed: false, followers: []),
            .init(name: "stable", cadence: "monthly", updates: "all", audience: "production", allowed: true, followers: ["host", "tor"]),
        ])
        let lines = ChannelText.lines(list, width: nil, style: .plain)
        #expect(lines.count == 3 && lines[1].contains("no") && lines[2].hasSuffix("host, tor"))
    }

    @Test(arguments: [
        ("operator", "as an operator has said"), ("policy", "as policy.toml says"), ("host", "as the host does"),
        ("default", "as every host does that was told nothing else"),
    ])
    func `it says who said so`(_ by: String, _ words: String) {
        let lines = ChannelText.lines(.init(id: "tor", channel: "lts", cadence: "quarterly", by: by, waits: "it waits"))
        #expect(lines == ["tor follows lts (quarterly), \(words).", "it waits"])
    }

    @Test func `it says when there was a release, and when the next can be expected`() {
        let pace = UpdateContract.Pace(channel: "stable", released: 1_794_441_600, due: 1_796_083_200)
        let last = "stable had its last release on 2026-11-12"
        #expect(ChannelText.words(pace, now: 1_796_000_000) == "\(last); the next can be expected from 2026-12-01 on.")
        #expect(ChannelText.words(pace, now: 1_797_000_000) == "\(last); the next has been due since 2026-12-01.")
        #expect(ChannelText.words(.init(channel: "stable", released: 1_794_441_600, due: nil)) == "\(last).")
        let following = ChannelsContract.Following(id: nil, channel: "stable", cadence: "monthly", by: "default", pace: pace)
        #expect(ChannelText.lines(following).count == 2 && ChannelText.lines(following)[1].hasPrefix(last))
    }

    @Test func `default is no channel's name`() {
        #expect(ChannelArgument(argument: "default")?.channel == nil && ChannelArgument(argument: "lts")?.channel == "lts")
        #expect(ChannelArgument(argument: "") == nil && !ChannelArgument.allValueStrings.contains("hotfix"))
    }

    @Test func `sinks show what waits, and what is wrong`() {
        let list = ReportContract.List(
            sinks: [
                .init(
                    name: "hook", kind: "webhook", waiting: 3, delivered: 5, dropped: 1, failures: 2, problem: "status 500", next: 100)
            ], problem: "report.toml:2: wrong; mend it")
        let lines = SinkReport.lines(list, width: nil, style: .plain)
        #expect(lines[0].hasPrefix("report.toml:2: wrong; mend it.") && lines[3].contains("hook") && lines[3].hasSuffix("status 500"))
    }

    @Test func `a test says for each sink whether it got there`() {
        let tested = ReportContract.Tested(results: [
            .init(sink: "log", ok: true, detail: "delivered"), .init(sink: "hook", ok: false, detail: "no route"),
        ])
        let lines = SinkReport.lines(tested, width: nil, style: .plain)
        #expect(lines[1] == "log   delivered" && lines[2] == "hook  failed     no route")
    }

    @Test(arguments: [("90s", 90), ("30m", 1800), ("8h", 28_800), ("14d", 1_209_600), ("120", 120)])
    func `a span of time is as in policy toml`(_ text: String, _ seconds: Int) { #expect(Span(argument: text)?.seconds == seconds) }

    @Test(arguments: ["", "h", "-1h", "59", "0", "400d", "1w", "1.5h", "99999999999999999999d"])
    func `what is none is refused`(_ text: String) { #expect(Span(argument: text) == nil) }
}
