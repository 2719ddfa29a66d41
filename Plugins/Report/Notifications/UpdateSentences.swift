import Contracts

/// What a user is told of an update, in one short sentence with its cause and what to do.
enum UpdateSentences {
    static func notification(_ report: UpdateContract.Report) -> ReportContract.Notification? {
        guard let end = UpdateContract.End(rawValue: report.end), let text = text(end, report) else { return nil }
        let isPlain = end == .committed && report.wayBack == nil
        return .init(text: text, cause: isPlain ? "" : report.reason, remedy: remedy(end, report), at: report.ended)
    }

    /// That an update is in a stage.
    static func step(_ step: UpdateContract.Step) -> String {
        let reason = step.reason.map { ": \($0)" } ?? ""
        return "The update of \(list(step.targets.map(name)))\(versions(step.targets)) is in \(step.stage)\(reason)."
    }

    static func severity(_ report: UpdateContract.Report) -> ReportContract.Severity {
        switch UpdateContract.End(rawValue: report.end) {
        // That it was found good was a mistake, by what it says now.
        case .committed where report.wayBack == .probation: .warning
        case .committed: .notice
        case .rolledBack: .warning
        case .failed, nil: .error
        case .unsettled: .critical
        case .cancelled, .refused, .deferred: .informational
        }
    }

    /// Nothing of what is only put off: that would be a sentence a night.
    private static func text(_ end: UpdateContract.End, _ report: UpdateContract.Report) -> String? {
        if report.wayBack != nil { return back(end, report) }
        let targets = report.targets
        let (names, versions) = (list(targets.map(name)), versions(targets))
        let have = targets.count == 1 ? "has" : "have"
        switch end {
        case .committed: return "\(names) \(have) been updated\(versions)."
        case .rolledBack: return "The update of \(names)\(versions) was taken back; \(old(targets)) again."
        case .failed: return "\(names) could not be updated\(versions); nothing was changed."
        case .cancelled: return "The update of \(names)\(versions) was cancelled; nothing was changed."
        case .unsettled: return "It is not known how the update of \(names)\(versions) ended."
        case .refused, .deferred: return nil
        }
    }

    private static func back(_ end: UpdateContract.End, _ report: UpdateContract.Report) -> String? {
        let (names, versions) = (list(report.targets.map(name)), versions(report.targets))
        switch end {
        case .committed: return "\(names) went back\(versions)."
        case .rolledBack: return "\(names) could not go back\(versions); \(old(report.targets)) again."
        case .failed: return "\(names) could not go back\(versions); nothing was changed."
        case .cancelled: return "The way back of \(names)\(versions) was cancelled; nothing was changed."
        case .unsettled: return "It is not known whether \(names) went back\(versions)."
        case .refused, .deferred: return nil
        }
    }

    private static func versions(_ targets: [UpdateContract.Target]) -> String {
        targets.count == 1 ? " to version \(targets[0].to)" : ""
    }

    private static func old(_ targets: [UpdateContract.Target]) -> String {
        targets.count == 1 && !targets[0].from.isEmpty ? "version \(targets[0].from) runs" : "what was there before runs"
    }

    private static func remedy(_ end: UpdateContract.End, _ report: UpdateContract.Report) -> String {
        if !report.remedy.isEmpty { return report.remedy }
        switch end {
        case .committed, .cancelled, .refused, .deferred: return ""
        case .rolledBack, .failed: return "Nothing has to be done: it is tried again later. 'roost update history' has the details."
        case .unsettled: return "Restart the host: what the journal finds then is finished or undone. Then see 'roost update history'."
        }
    }

    private static func name(_ target: UpdateContract.Target) -> String {
        target.id == UpdateContract.core ? "Roost itself" : "'\(target.id)'"
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 3 else {
            return names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
        }
        return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) others"
    }
}
