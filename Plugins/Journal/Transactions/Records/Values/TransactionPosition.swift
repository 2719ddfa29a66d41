import Contracts

/// Where a transaction stands.
enum TransactionPosition: CaseIterable, Sendable {
    case staging, migration, `switch`, validation, commit
    /// It will end rolled back, but is not yet.
    case rollingBack
    case done, rolledBack
    /// A newer version's phase.
    case unknown

    init(_ phase: JournalContract.Phase) {
        self =
            switch phase {
            case .staging: .staging
            case .migration: .migration
            case .switch: .switch
            case .validation: .validation
            case .commit: .commit
            }
    }
}
