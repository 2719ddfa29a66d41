/// What the guard's files say of a transaction.
enum TrialFinding: Equatable, Sendable {
    /// No slot is on trial for it.
    case none
    /// One is, and has been started so often.
    case onTrial(attempts: Int)
    /// The guard holds it for confirmed, on the disk: that cannot be taken back.
    case confirmed

    /// Files that speak of other slots, or of one that `current` does not lead to any more, are not about what this transaction did.
    init(of transaction: TransactionRecord, in slots: SlotFiles?) {
        guard let armed = transaction.trial, let slots, slots.current ?? armed.slot == armed.slot else {
            self = .none
            return
        }
        if slots.confirmed.value?.isOfSame(armed) == true, slots.settleConfirmed() {
            self = .confirmed
        } else if let trial = slots.trial.value, trial.isOfSame(armed) {
            self = .onTrial(attempts: trial.attempts)
        } else {
            self = .none
        }
    }
}
