/// The table by which a transaction found at boot ends, wherever the power went.
enum RecoveryRule {
    /// So often one transaction is recovered, then no more: recovering it may be what brings the host down.
    static let maximumRecoveries = 8

    static func decide(_ position: TransactionPosition, _ trial: TrialFinding, recoveries: Int) -> RecoveryDecision {
        let decision = decide(position, trial)
        return decision != .wait && recoveries >= maximumRecoveries ? .giveUp : decision
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
        // Nobody found it good before the power went, or the guard took it back.
        case (.validation, .none), (.validation, .onTrial): .rollBack
        case (.commit, _): .finish
        case (.rollingBack, _): .rollBack
        // A newer version's.
        case (.unknown, _): .rollBack
        case (.done, _), (.rolledBack, _): preconditionFailure("it has ended")
        }
    }

    /// What was found, for a person.
    static func found(_ position: TransactionPosition, _ trial: TrialFinding, phase: String) -> String {
        switch (position, trial) {
        case (.staging, _), (.migration, _): "cut off in \(phase): nothing was switched"
        case (.switch, _): "cut off in SWITCH: some of it may be switched"
        case (.validation, .onTrial(attempts: 1)): "in VALIDATION, and its slot is in its first boot on trial"
        case (.validation, .onTrial(let attempts)): "cut off in VALIDATION, its slot on trial and started \(attempts) times"
        case (.validation, .confirmed): "cut off in VALIDATION, confirmed by the guard"
        case (.validation, .none): "cut off in VALIDATION: nobody had found it good"
        case (.commit, _): "cut off in COMMIT"
        case (.rollingBack, _): "cut off while it was rolled back"
        case (.unknown, _): "in '\(phase.prefix(40))', a phase of a newer version"
        case (.done, _), (.rolledBack, _): "ended"
        }
    }
}
