import Contracts

extension Ending {
    /// - Parameter outcome: what the lifecycle has chosen.
    init(_ outcome: Outcome, of lifecycle: Lifecycle, _ luggage: Luggage, at now: Double) {
        let stage = outcome.stage ?? .report
        report = UpdateContract.Report(
            id: lifecycle.id, cause: luggage.cause, targets: lifecycle.targets, end: outcome.end.rawValue, stage: stage.rawValue,
            reason: Self.reason(outcome, luggage), remedy: Self.remedy(outcome), begun: luggage.begun, ended: now,
            checks: luggage.checks, notes: luggage.notes.isEmpty ? nil : luggage.notes)
        countsAgainstVersion = outcome.fault?.countsAgainstVersion ?? false
        // A runtime that hangs says nothing: it was begun all the same if the guard went back from it.
        afterRestart = outcome.isAfterRestart || outcome.end == .rolledBack && luggage.setback != nil
        bytes = luggage.bytes
        if let scrub = luggage.scrub { report.checks.insert(scrub, at: 0) }
    }

    /// At most so many bytes of whatever words a work, a plugin or a server has found.
    private static let longest = 2000

    private static func reason(_ outcome: Outcome, _ luggage: Luggage) -> String {
        if outcome.fault?.kind == .interrupted, let setback = luggage.setback { return "the guard went back: \(setback)" }
        let words = outcome.fault?.words ?? (luggage.reason.isEmpty ? "the new version was found good" : luggage.reason)
        return String(([words] + luggage.detours).joined(separator: "; ").prefix(longest))
    }

    private static func remedy(_ outcome: Outcome) -> String {
        switch (outcome.end, outcome.fault?.kind) {
        case (.unsettled, _):
            "Restart the host: what the journal finds then is finished or undone. Then see 'roost journal list'."
        case (.committed, _), (.cancelled, _): ""
        case (.deferred, _), (.refused, _): "'roost update explain' shows what has to change; it is asked again by itself."
        case (_, .network), (_, .line): "Look at the line to the repository ('roost doctor'); it is tried again by itself."
        case (_, .machine): "Make room, or mend what the reason names; it is tried again by itself."
        case (_, .journal): "See 'roost doctor' and 'roost journal list'."
        case (_, _): "Nothing has to be done: it is tried again later. 'roost update explain' says when."
        }
    }
}
