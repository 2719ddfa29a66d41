import Contracts

/// The update plugin's answers as text.
enum UpdateReport {
    // MARK: - What is new

    static func lines(_ checked: UpdateContract.Checked, width: Int?, style: Style) -> [String] {
        let next = checked.next.map { ["It is looked again at \(UnixTime.text($0))."] } ?? []
        guard !checked.candidates.isEmpty else { return (checked.problem == nil ? ["Nothing is new."] : []) + next }
        var table = Table("WHAT", "VERSION", "INSTALLED", "CHANNEL", "SECURITY", "#DOWNLOAD")
        table.rows = checked.candidates.map { candidate in
            [
                Table.Cell(candidate.id), Table.Cell(candidate.version), Table.Cell(candidate.installed), Table.Cell(candidate.channel),
                Table.Cell(candidate.security ? "yes" : "", .yellow), Table.Cell(Words.bytes(candidate.download)),
            ]
        }
        return table.lines(width: width, style: style) + next
    }

    // MARK: - How it stands

    static func lines(_ status: UpdateContract.Status, now: Double, width: Int?, style: Style) -> [String] {
        var lines = [status.update.map { Printable.line(underWay($0, now: now)) } ?? "No update is under way."]
        if let checked = status.checked {
            let next = status.next.map { "; it is looked again at \(UnixTime.text($0))" } ?? ""
            lines.append("Looked for new releases at \(UnixTime.text(checked))\(next).")
        } else if let next = status.next {
            lines.append("It is looked for new releases at \(UnixTime.text(next)).")
        }
        if let problem = status.problem { lines.append(trouble(problem)) }
        lines += (status.channels ?? []).map { ChannelText.words($0, now: now) }
        for probation in status.probations {
            let crashes = probation.crashes == 1 ? "1 crash" : "\(probation.crashes) crashes"
            lines.append(
                Printable.line("\(words(probation.target)) is on probation until \(UnixTime.text(probation.until)); \(crashes) so far."))
        }
        return status.holds.isEmpty ? lines : lines + [""] + HoldReport.lines(status.holds, width: width, style: style)
    }

    private static func underWay(_ update: UpdateContract.Update, now: Double) -> String {
        let progress = update.progress.map { ", \(Words.bytes($0.done)) of \(Words.bytes($0.total)) (\($0.form))" } ?? ""
        let since = Words.duration(seconds: now - update.since)
        let problem = update.problem.map { ": \($0)" } ?? ""
        let targets = update.targets.map(words).joined(separator: ", ")
        return "Update \(update.id) of \(targets): \(update.stage) for \(since)\(progress)\(problem)."
    }

    static func trouble(_ problem: String) -> String { Printable.line("The last look for new releases learnt nothing: \(problem).") }

    /// "adblock 1.0.0 → 1.1.0".
    private static func words(_ target: UpdateContract.Target) -> String {
        target.from.isEmpty ? "\(target.id) \(target.to)" : "\(target.id) \(target.from) → \(target.to)"
    }

    // MARK: - What became of them

    static func lines(_ reports: UpdateContract.Reports, width: Int?, style: Style) -> [String] {
        let trouble = reports.problem.map { [Self.trouble($0)] } ?? []
        guard !reports.reports.isEmpty else { return ["There were no updates yet."] + trouble }
        var table = Table("ENDED", "ID", "WHAT", "END", "IN", "#TOOK", "REASON")
        table.rows = reports.reports.map { report in
            [
                Table.Cell(UnixTime.text(report.ended)), Table.Cell(report.id),
                Table.Cell(report.targets.map(words).joined(separator: ", ")), end(report), Table.Cell(report.stage),
                Table.Cell(Words.duration(seconds: report.ended - report.begun)), Table.Cell(sentences(report).joined(separator: "; ")),
            ]
        }
        return table.lines(width: width, style: style) + trouble
    }

    /// One of them, with what to do about it, and its checks.
    static func lines(_ report: UpdateContract.Report, width: Int?, style: Style) -> [String] {
        let took = Words.duration(seconds: report.ended - report.begun)
        let what = report.targets.map(words).joined(separator: ", ")
        let sentences = ["Update \(report.id) of \(what): \(end(report).text) after \(took)."] + sentences(report) + [report.remedy]
        let lines = sentences.filter { !$0.isEmpty }.map(Printable.line)
        guard !report.checks.isEmpty else { return lines }
        var table = Table("CHECK", "BEFORE", "AFTER", "COUNTS", "DETAIL")
        table.rows = report.checks.map { check in
            [
                Table.Cell(check.name), Table.Cell(check.before), Table.Cell(check.after, check.after == "failed" ? .red : nil),
                Table.Cell(check.counts ? "yes" : "no"), Table.Cell(check.detail),
            ]
        }
        return lines + [""] + table.lines(width: width, style: style)
    }

    private static func sentences(_ report: UpdateContract.Report) -> [String] { [report.reason] + (report.notes ?? []) }

    /// A return is an update by its stages, and nobody who asked for one wants to read of it as such.
    private static func end(_ report: UpdateContract.Report) -> Table.Cell {
        switch UpdateContract.End(rawValue: report.end) {
        case .committed where report.wayBack != nil: Table.Cell("returned", .green)
        case .committed: Table.Cell(report.end, .green)
        case .rolledBack, .failed, .unsettled: Table.Cell(report.end, .red)
        case .cancelled, .refused, .deferred: Table.Cell(report.end, .yellow)
        case nil: Table.Cell(report.end, .dim)
        }
    }
}
