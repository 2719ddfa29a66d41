import Contracts

/// Where a transaction stands.
enum TransactionPosition: CaseIterable, Sendable {
    case staging, migration, `switch`, validation, commit
    /// It will end rolled back, but is not yet.
    case rollingBack
    case done, rolledBack
    /// A newer version's phase.
    case unknown

    /// How far it has come on its way; nil where it goes back, or cannot be told. What is done has come to the end of it.
    var phase: JournalContract.Phase? {
        switch self {
        case .staging: .staging
        case .migration: .migration
        case .switch: .switch
        case .validation: .validation
        case .commit, .done: .commit
        case .rollingBack, .rolledBack, .unknown: nil
        }
    }

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
