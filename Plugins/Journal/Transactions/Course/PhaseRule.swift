import Contracts

/// The transaction's state machine: what each event means where it stands.
enum PhaseRule {
    /// - Parameter asked: the phase whose work an advance is for; nil is the present one. Work that is done already is not done again,
    ///   nor is that of the next phase in its place: who did not hear the answer asks again, and is answered.
    static func action(
        _ position: TransactionPosition, _ event: TransactionEvent, for asked: JournalContract.Phase?
    ) -> PhaseAction {
        guard event == .advance, let asked, let phase = position.phase, phase != asked else { return action(position, event) }
        guard JournalContract.Phase.allCases.prefix(while: { $0 != phase }).contains(asked) else {
            return .refuse("it is in \(phase.rawValue), and \(asked.rawValue) comes later; advance it from there")
        }
        return .answer
    }

    static func action(_ position: TransactionPosition, _ event: TransactionEvent) -> PhaseAction {
        switch (position, event) {
        case (.staging, .plan): .take
        case (.staging, .advance): .work(.stage, then: .migration)
        case (.migration, .advance): .work(.migrate, then: .switch)
        case (.switch, .advance): .work(.switch, then: .validation)
        case (.validation, .commit), (.commit, .commit): .finish
        case (.staging, .rollback), (.migration, .rollback), (.switch, .rollback), (.validation, .rollback), (.rollingBack, .rollback):
            .undo
        case (.done, .commit), (.rolledBack, .rollback): .answer

        case (.migration, .plan), (.switch, .plan), (.validation, .plan):
            .refuse("operations are planned in STAGING only; begin another one")
        case (.staging, .commit), (.migration, .commit), (.switch, .commit): .refuse("it is not in VALIDATION; advance it first")
        case (.validation, .advance): .refuse("after VALIDATION it is committed or rolled back, not advanced")
        case (.commit, .plan), (.commit, .advance), (.commit, .rollback): .refuse("it is committed; commit it again if that was cut off")
        case (.rollingBack, .plan), (.rollingBack, .advance), (.rollingBack, .commit):
            .refuse("it is being rolled back; roll it back again")
        case (.done, .plan), (.done, .advance), (.done, .rollback): .refuse("it is done; begin another one")
        case (.rolledBack, .plan), (.rolledBack, .advance), (.rolledBack, .commit): .refuse("it was rolled back; begin another one")
        case (.unknown, _): .refuse("it is in a phase of a newer version; recovery rolls it back at the next start")
        }
    }
}
