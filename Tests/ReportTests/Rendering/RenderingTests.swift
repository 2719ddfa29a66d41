import Contracts
import Testing
import Wire

@testable import Report

@Suite struct RenderingTests {
    private func entry(_ change: (inout ReportContract.Entry) -> Void = { _ in }) -> ReportContract.Entry {
        var entry = ReportContract.Entry(
            key: "r1-7", host: "router1", subject: "event.update.report", at: 1_795_651_200.25, severity: .warning,
            text: "It was taken back.",
            body: #"{"id":"u1"}"#)
        change(&entry)
        return entry
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"), (1_795_651_200.25, "2026-11-26T00:00:00.250Z"),
        (-5, "1970-01-01T00:00:00.000Z"), (.nan, "1970-01-01T00:00:00.000Z"), (1e300, "9999-12-31T23:59:59.000Z"),
    ])
    func `a time is RFC 3339's, whatever the clock says`(_ seconds: Double, _ text: String) { #expect("\(UTCTimestamp(seconds))" == text) }

    @Test func `a syslog message is RFC 5424's`() {
        let expected =
            #"<28>1 2026-11-26T00:00:00.250Z router1 roost - event.update.report [roost@32473 key="r1-7" subject="event.update.report"] It was taken back."#
        #expect(SyslogMessage.text(entry()) == expected)
    }

    @Test(arguments: zip(ReportContract.Severity.allCases, 24...31))
    func `severities have the numbers of syslog`(_ severity: ReportContract.Severity, _ priority: Int) {
        #expect(SyslogMessage.text(entry { $0.severity = severity }).hasPrefix("<\(priority)>1 "))
    }

    @Test func `whatever a feature says, it makes no second line, no other field and no other value`() {
        let text = SyslogMessage.text(
            entry {
                ($0.text, $0.host, $0.key) = ("a\n<0>1 forged\r\u{85}\u{1B}[2J", "two words\n", #"x"]\"#)
                $0.subject = "event.\"].é"
            })
        #expect(!text.contains { $0.isNewline } && !text.unicodeScalars.contains { $0.value < 0x20 })
        #expect(text.contains(" two?words? roost - ") && text.contains(#"key="x\"\]\\""#))
    }

    @Test func `a long message is cut between characters`() {
        let text = SyslogMessage.text(entry { $0.text = String(repeating: "é", count: 5000) })
        #expect((SyslogMessage.longest - 1...SyslogMessage.longest).contains(text.utf8.count) && text.hasSuffix("éé"))
    }

    @Test func `a line of JSON holds the event as the JSON it is`() throws {
        let line = JSONLine.text(entry())
        let expected = """
            {"key":"r1-7","time":"2026-11-26T00:00:00.250Z","at":1795651200.25,"host":"router1","subject":"event.update.report",\
            "severity":"warning","text":"It was taken back.","event":{"id":"u1"}}
            """
        #expect(line == expected)
        #expect(JSONLine.json(entry { $0.body = "{\n" })["event"] == .string("{\n"))
        #expect(!JSONLine.text(entry { $0.body = "{\n" }).contains("\n"))
    }

    @Test func `metrics are OpenMetrics', families together`() {
        var metrics = OpenMetrics()
        metrics.add("roost_updates", .counter, "Updates by how they ended.", labels: [.init(name: "end", value: "committed")], 3)
        metrics.add("roost_waiting", .gauge, "Reports not delivered yet.", 2.5)
        metrics.add("roost_updates", .counter, "", labels: [.init(name: "end", value: "a\"b\\c\nd")], 1)
        metrics.add("roost", .info, "This host.", labels: [.init(name: "version", value: "1.0.0")], 1)
        #expect(
            metrics.text == #"""
                # TYPE roost_updates counter
                # HELP roost_updates Updates by how they ended.
                roost_updates_total{end="committed"} 3
                roost_updates_total{end="a\"b\\c\nd"} 1
                # TYPE roost_waiting gauge
                # HELP roost_waiting Reports not delivered yet.
                roost_waiting 2.5
                # TYPE roost info
                # HELP roost This host.
                roost_info{version="1.0.0"} 1
                # EOF

                """#)
        #expect(OpenMetrics().text == "# EOF\n")
    }

    @Test func `numbers that are none have their words`() {
        var metrics = OpenMetrics()
        for value in [Double.nan, .infinity, -.infinity] { metrics.add("x", .gauge, "", value) }
        #expect(metrics.text.contains("x NaN\nx +Inf\nx -Inf\n"))
    }
}
