/// The table by which a transaction found at the journal's start ends, wherever the power went.
enum RecoveryRule {
    /// So often one transaction is recovered, then no more: recovering it may be what brings the host down.
    static let maximumRecoveries = 8

    static func decide(
        _ position: TransactionPosition, _ trial: TrialFinding, recoveries: Int, at occasion: RecoveryOccasion = .boot
    ) -> RecoveryDecision {
        let decision = occasion == .restart && isTheOwners(position) ? .leave : decide(position, trial)
        return decision.isWork && recoveries >= maximumRecoveries && occasion != .hand ? .giveUp : decision
    }

    /// In STAGING and MIGRATION nothing is switched, in VALIDATION all is: in a host that goes on, both can stand. In SWITCH it was the
    /// journal that was at work, and what it left is neither the one nor the other.
    private static func isTheOwners(_ position: TransactionPosition) -> Bool {
        switch position {
        case .staging, .migration, .validation: true
        case .switch, .commit, .rollingBack, .done, .rolledBack, .unknown: false
        }
    }

    private static func decide(_ position: TransactionPosition, _ trial: TrialFinding) -> RecoveryDecision {
        switch (position, trial) {
        // Nothing was switched.
        case (.staging, _), (.migration, _): .rollBack
        // Some names were.
        case (.switch, _): .rollBack
        // All names were, and a slot is in its first planned boot.
        case (.validation, .onTrial(attempts: 1)): .wait
        // The guard's word is what commits an update of the runtime.
        case (.validation, .confirmed): .finish
        // Nobody found it good before the power went, the guard took it back, or no guard watches over it any more.
        case (.validation, .none), (.validation, .onTrial), (.validation, .abandoned): .rollBack
        case (.commit, _): .finish
        case (.rollingBack, _): .rollBack
        // A newer version's.
        case (.unknown, _): .rollBack
        case (.done, _), (.rolledBack, _): preconditionFailure("it has ended")
        }
    }
}
