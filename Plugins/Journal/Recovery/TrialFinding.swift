/// What the guard's files say of a transaction.
enum TrialFinding: Equatable, Sendable {
    /// No slot is on trial for it.
    case none
    /// One is, and has been started so often.
    case onTrial(attempts: Int)
    /// The guard holds it for confirmed: that cannot be taken back.
    case confirmed

    init(of id: Int64, in slots: SlotFiles?) {
        let id = String(id)
        if slots?.confirmed.value?.transaction == id {
            self = .confirmed
        } else if let trial = slots?.trial.value, trial.transaction == id {
            self = .onTrial(attempts: trial.attempts)
        } else {
            self = .none
        }
    }
}
