/// What a transaction is asked for.
enum TransactionEvent: CaseIterable, Sendable {
    case plan, advance, commit, rollback
}
