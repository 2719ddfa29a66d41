import Contracts

extension JournalContract.Transaction {
    init(_ record: TransactionRecord) {
        self.init(
            id: String(record.id), owner: record.owner, kind: record.kind, from: record.from, to: record.to, phase: record.phase,
            outcome: record.outcome, reason: record.reason, recoveries: record.recoveries, begun: record.begun, ended: record.ended,
            operations: record.operations.map(JournalContract.Deed.init))
    }
}

extension JournalContract.Deed {
    init(_ record: OperationRecord) {
        self.init(
            operation: record.operation?.words ?? "an operation of a newer version",
            state: record.state?.rawValue ?? "of a newer version", note: record.note)
    }
}
