/// How a transaction stands when it is looked at: all that ``DeadlineRule`` goes by. Seconds.
struct Standing: Equatable, Sendable {
    let position: TransactionPosition
    var trial = TrialFinding.none
    /// Since it came into its phase, or got its latest operation.
    var waited = 0.0
    /// How long VALIDATION may last.
    var validation = 0.0
    /// Since its owner was found to have ended; nil if it is there, or if nobody can tell.
    var absence: Double?
    /// How often its end was tried in vain, and since the latest try.
    var failures = 0
    var rested = 0.0

    /// It was begun to be ended, and can go no other way.
    var isEnding: Bool { position == .commit || position == .rollingBack }
}
