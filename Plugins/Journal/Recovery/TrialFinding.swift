/// What the guard's files say of a transaction.
enum TrialFinding: Equatable, Sendable {
    /// No slot is on trial for it.
    case none
    /// One is, and has been started so often.
    case onTrial(attempts: Int)
    /// One is, but the guard that has started it is gone: not in this boot, or long after it had to be confirmed or taken back.
    case abandoned
    /// The guard holds it for confirmed, on the disk: that cannot be taken back.
    case confirmed

    /// Files that speak of other slots, or of one that `current` does not lead to any more, are not about what this transaction did.
    /// - Parameter now: nil where it cannot be told; then no trial counts as abandoned.
    init(of transaction: TransactionRecord, in slots: SlotFiles?, at now: BootMoment?) {
        guard let armed = transaction.trial, let slots, slots.current ?? armed.slot == armed.slot else {
            self = .none
            return
        }
        if slots.confirmed.value?.isOfSame(armed) == true, slots.settleConfirmed() {
            self = .confirmed
        } else if let trial = slots.trial.value, trial.isOfSame(armed) {
            self = now.map(trial.isAbandoned) == true ? .abandoned : .onTrial(attempts: trial.attempts)
        } else {
            self = .none
        }
    }
}
