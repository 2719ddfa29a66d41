import Contracts

/// One row of the table `transactions`, with its operations in order.
struct TransactionRecord: Equatable, Sendable {
    let id: Int64
    let owner: String
    let kind: String
    let from: String
    let to: String
    /// A word of ``JournalContract/Phase``, or one that a newer version wrote.
    var phase: String
    /// A word of ``JournalContract/End``; nil while it is under way.
    var outcome: String?
    /// Why it is being rolled back, from the first moment of that; or why it ended as it did.
    var reason: String?
    var recoveries: Int
    /// Seconds since 1970.
    let begun: Double
    var ended: Double?
    var operations: [OperationRecord]
    /// Where file systems of their own were mounted when operations were begun, by operation.
    var volumes: [Int: [HomePath]] = [:]
    /// Nil once it has ended, or if an older release wrote it.
    var term: Term?

    var position: TransactionPosition {
        if let outcome { return outcome == JournalContract.End.done.rawValue ? .done : .rolledBack }
        if reason != nil { return .rollingBack }
        return JournalContract.Phase(rawValue: phase).map(TransactionPosition.init) ?? .unknown
    }

    /// Whether an earlier try to end it did not succeed.
    var isStuck: Bool { recoveries > 0 || [.rollingBack, .commit, .unknown].contains(position) }

    /// The trial it arms, or is to arm, for a slot.
    var trial: Trial? { operations.lazy.compactMap { $0.operation.flatMap { Trial($0, of: id) } }.first }

    /// Bytes it takes to tell of it, roughly, and rather too many.
    var size: Int {
        operations.reduce(1_000 + (reason?.utf8.count ?? 0)) { $0 + 100 + 2 * $1.json.utf8.count + ($1.note?.utf8.count ?? 0) }
    }

    /// What is told of its end, once it has ended.
    var ending: JournalContract.Outcome? {
        guard let outcome, let ended else { return nil }
        return JournalContract.Outcome(transaction: String(id), outcome: outcome, reason: reason, phase: phase, at: ended)
    }

    /// Whether a slot is other than it was once this is rolled back.
    var concernsSlots: Bool { touches.contains { $0.path.overlaps(SlotFiles.folder) } }

    var touches: [Touch] { operations.flatMap { $0.operation?.touches(of: id) ?? [] } }
}
