import Contracts

/// The entry that an event of the bus becomes.
enum EventEntry {
    /// An event's body is kept up to here; a longer one is told as too long.
    static let longest = 64 << 10

    /// - Parameters:
    ///   - number: counts up on this host for ever, so that no two entries have one key.
    static func entry(
        host: String, number: Int64, subject: String, body: String, severity: ReportContract.Severity, text: String, at: Double
    ) -> ReportContract.Entry {
        let isLong = body.utf8.count > longest
        return .init(
            key: "\(host)-\(number)", host: host, subject: subject, at: at, severity: severity, text: text,
            body: isLong ? #"{"left-out":\#(body.utf8.count)}"# : body)
    }

    /// The report of an update is one thing whatever happens to this plugin: its key is the update's.
    static func entry(host: String, report: UpdateContract.Report, body: String) -> ReportContract.Entry {
        var entry = entry(
            host: host, number: 0, subject: UpdateContract.Event.stage(.report), body: body, severity: UpdateSentences.severity(report),
            text: UpdateSentences.notification(report)?.text ?? report.reason, at: report.ended)
        entry.key = "\(host)-update-\(report.id)"
        return entry
    }
}
