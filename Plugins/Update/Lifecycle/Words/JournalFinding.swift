import Contracts

/// What the journal says of an update's transaction.
enum JournalFinding: Hashable, CaseIterable {
    /// It knows of none.
    case none
    /// Before VALIDATION: some of it may be switched.
    case pending
    /// In VALIDATION: the new is in place.
    case switched
    /// In COMMIT: the new stays.
    case committing
    case done
    /// Rolled back.
    case undone

    init(_ transaction: JournalContract.Transaction?) {
        switch (transaction?.outcome, transaction?.phase) {
        case (nil, nil): self = .none
        case (JournalContract.End.done.rawValue, _): self = .done
        case (.some, _): self = .undone
        case (nil, JournalContract.Phase.validation.rawValue): self = .switched
        case (nil, JournalContract.Phase.commit.rawValue): self = .committing
        case (nil, .some): self = .pending
        }
    }
}
