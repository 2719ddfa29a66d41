extension RecoveryRule {
    /// What was found, for a person.
    static func found(
        _ position: TransactionPosition, _ trial: TrialFinding, phase: String, at occasion: RecoveryOccasion = .boot
    ) -> String {
        switch (position, trial) {
        case (.staging, _), (.migration, _), (.validation, _):
            occasion == .restart ? "under way in \(phase), while the host went on" : foundAtBoot(position, trial, phase: phase)
        case (.switch, _): "cut off in SWITCH: some of it may be switched"
        case (.commit, _): "cut off in COMMIT"
        case (.rollingBack, _): "cut off while it was rolled back"
        case (.unknown, _): "in '\(phase.prefix(40))', a phase of a newer version"
        case (.done, _), (.rolledBack, _): "ended"
        }
    }

    private static func foundAtBoot(_ position: TransactionPosition, _ trial: TrialFinding, phase: String) -> String {
        switch trial {
        case _ where position != .validation: "cut off in \(phase): nothing was switched"
        case .onTrial(attempts: 1): "in VALIDATION, and its slot is in its first boot on trial"
        case .onTrial(let attempts): "cut off in VALIDATION, its slot on trial and started \(attempts) times"
        case .abandoned: "in VALIDATION, its slot on trial, but no guard watches over that any more"
        case .confirmed: "cut off in VALIDATION, confirmed by the guard"
        case .none: "cut off in VALIDATION: nobody had found it good"
        }
    }
}
