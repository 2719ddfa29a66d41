import Publishing
import TUF
import Wire

/// The outcome of a check as text.
struct CheckText {
    private let report: CheckReport
    private let now: UTCTime

    init(_ report: CheckReport, now: UTCTime) { (self.report, self.now) = (report, now) }

    var json: JSON {
        [
            "root": JSON(report.state.root.version), "timestamp": JSON(report.state.timestamp.version),
            "targets": JSON(report.targets), "bytes": JSON(report.bytes), "problems": JSON(report.problems),
            "warnings": JSON(report.warnings), "expires": ExpiryReport(report.state, now: now).json,
        ]
    }

    func lines(style: Style) -> [String] {
        let counted = "\(Words.count(report.targets, "file")), \(Words.bytes(Int64(report.bytes)))"
        return ExpiryReport(report.state, now: now).lines(style: style) + [""]
            + report.problems.map { style.paint("refused: \(Printable.line($0))", .red) }
            + report.warnings.map { style.paint("soon: \(Printable.line($0))", .yellow) }
            + (report.problems.isEmpty ? ["all is well: \(counted)"] : [])
    }
}
