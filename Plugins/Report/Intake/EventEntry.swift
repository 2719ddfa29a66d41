import Contracts
import FoundationEssentials
import Wire

/// The entry that an event of the bus becomes.
enum EventEntry {
    /// An event's body is kept up to here; a longer one is told as too long.
    static let longest = 64 << 10

    /// The largest sentence.
    static let longestText = 2000

    /// - Parameters:
    ///   - number: never the same twice on this host, so that no two entries have one key; chance sees to that.
    static func entry(
        host: String, number: Int64 = .random(in: 1 ... .max), subject: String, body: String, severity: ReportContract.Severity,
        text: String, at: Double
    ) -> ReportContract.Entry {
        let isLong = body.utf8.count > longest
        return .init(
            key: "\(host)-\(number)", host: host, subject: subject, at: at, severity: severity,
            text: String(text.prefix(longestText)), body: isLong ? #"{"left-out":\#(body.utf8.count)}"# : body)
    }

    /// The report of an update is one thing whatever happens to this plugin: its key is the update's.
    static func entry(host: String, report: UpdateContract.Report, body: String) -> ReportContract.Entry {
        var entry = entry(
            host: host, number: 0, subject: UpdateContract.Event.stage(.report), body: body, severity: UpdateSentences.severity(report),
            text: UpdateSentences.notification(report)?.text ?? report.reason, at: report.ended)
        entry.key = key(host, "update", report.id)
        return entry
    }

    /// What became of a transaction, by its number in the journal's own stream.
    static func entry(host: String, sequence: Int64, outcome: JournalContract.Outcome) -> ReportContract.Entry {
        let reason = outcome.reason.map { ": \($0)" } ?? ""
        var entry = entry(
            host: host, number: 0, subject: JournalContract.Event.outcome,
            body: #"{"transaction":\#(JSON.string(outcome.transaction).text),"phase":\#(JSON.string(outcome.phase).text)}"#,
            severity: .warning, text: "Transaction \(outcome.transaction) was rolled back in \(outcome.phase)\(reason)", at: outcome.at)
        entry.key = key(host, "journal", "\(sequence)")
        return entry
    }

    /// A report that was asked for, as its event would have told it.
    static func body(_ report: UpdateContract.Report) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    /// What `roost report test` sends.
    static func test(host: String, at: Double) -> ReportContract.Entry {
        let text = "This is a test of the reports of '\(host)', sent by 'roost report test'."
        var entry = entry(host: host, subject: ReportContract.Subject.test, body: #"{"test":true}"#, severity: .notice, text: text, at: at)
        entry.key = key(host, "test", String(UInt64.random(in: .min ... .max), radix: 36))
        return entry
    }

    /// Fit for a header, whatever it is made of.
    private static func key(_ host: String, _ kind: String, _ id: String) -> String { "\(host)-\(kind)-\(HostName.plain(id))" }
}
