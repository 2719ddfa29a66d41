import Contracts
import PluginKit

/// Where transactions are begun and brought to their ends; one request at a time works on each.
///
/// Lives on the loop. A request that is cut off leaves its transaction where recovery, or the same request, takes it up.
final class TransactionDesk {
    /// Under way at a time, of one owner.
    static let maximumOpen = 16

    let ledger: Ledger
    let workshop: Workshop
    let benches: Workbenches
    /// Hears of each transaction's end.
    let told: (JournalContract.Outcome) async throws -> Void
    /// Hears how long a transaction that has just come into its phase may stay there.
    var limited: (Double) -> Void = { _ in }
    /// Hears that trees may be left to be removed.
    var left: () -> Void = {}
    private var busy: Set<Int64> = []
    /// What stops the long work that is under way, by transaction.
    var recalls: [Int64: Recall] = [:]
    private let condemned: Set<Int64>

    /// - Parameter condemned: what recovery has to roll back and could not wholly; it may be rolled back, whatever its row says.
    init(
        ledger: Ledger, workshop: Workshop, benches: Workbenches, condemned: Set<Int64> = [],
        told: @escaping (JournalContract.Outcome) async throws -> Void
    ) {
        (self.ledger, self.workshop, self.benches) = (ledger, workshop, benches)
        (self.condemned, self.told) = (condemned, told)
    }

    func begin(
        _ request: JournalContract.Begin, owner: String, on ground: Ground
    ) async throws -> JournalContract.Transaction {
        let record = try await ledger.perform { store, now in
            let table = store.transactions(at: now)
            let open = try table.open()
            guard open.count(where: { $0.owner == owner }) < Self.maximumOpen else {
                throw ServiceError(409, "'\(owner)' has \(Self.maximumOpen) transactions under way; end one first")
            }
            let validation = request.deadline ?? JournalContract.usualValidation
            return try table.begin(owner: owner, kind: request.kind, from: request.from, to: request.to, validation: validation) { id in
                var planning = try Planning(ground: ground, transaction: id, touches: open.flatMap(\.touches))
                return try planning.plan(request.operations ?? [])
            }
        }
        return JournalContract.Transaction(record)
    }

    func plan(
        _ id: Int64, _ operations: [JournalContract.Operation], on ground: Ground, for sender: Sender
    ) async throws -> JournalContract.Transaction {
        try await alone(with: id, for: sender) { record in
            if case .refuse(let words) = PhaseRule.action(position(of: record), .plan) { throw Self.refusal(id, words) }
            let planned = try await ledger.perform { store, now in
                let table = store.transactions(at: now)
                let planned = record.operations.compactMap(\.operation)
                let touches = try table.open().flatMap(\.touches)
                var planning = try Planning(ground: ground, transaction: id, planned: planned, touches: touches)
                return try table.add(try planning.plan(operations), to: id, after: planned.count)
            }
            return JournalContract.Transaction(planned)
        }
    }

    /// Those under way, and what the journal's clock says.
    func open() async throws -> ([TransactionRecord], now: Double) {
        try await ledger.perform { store, now in (try store.transactions(at: now).openWithTerms(), now.journal) }
    }

    func find(_ id: Int64) async throws -> TransactionRecord {
        let found = try await ledger.perform { store, now in try store.transactions(at: now).find(id) }
        guard let found else { throw ServiceError(404, "there is no transaction \(id)") }
        return found
    }

    func find(_ id: Int64, for sender: Sender) async throws -> TransactionRecord {
        let found = try await find(id)
        guard sender.isAdministrator || sender == .feature(found.owner) else {
            throw ServiceError(403, "transaction \(id) belongs to '\(found.owner)'")
        }
        return found
    }

    func position(of record: TransactionRecord) -> TransactionPosition {
        condemned.contains(record.id) && record.outcome == nil ? .rollingBack : record.position
    }

    func isBusy(_ id: Int64) -> Bool { busy.contains(id) }

    /// Whose it is comes first: nobody holds up what is another's.
    func alone<Output>(
        with id: Int64, for sender: Sender, _ body: (TransactionRecord) async throws -> Output
    ) async throws -> Output {
        _ = try await find(id, for: sender)
        return try await alone(with: id, body)
    }

    func alone<Output>(with id: Int64, _ body: (TransactionRecord) async throws -> Output) async throws -> Output {
        guard busy.insert(id).inserted else { throw Self.refusal(id, "another request is working on it; ask again") }
        defer { busy.remove(id) }
        return try await body(try await find(id))
    }

    static func refusal(_ id: Int64, _ words: String) -> ServiceError { ServiceError(409, "transaction \(id): \(words)") }

    /// Ends what earlier tries could not; what is under way in good order is left alone.
    func recover(dryRun: Bool) async throws -> JournalContract.Recovery {
        let open = try await ledger.perform { store, now in try store.transactions(at: now).open() }
        let stuck = Set(open.filter { $0.isStuck || condemned.contains($0.id) }.map(\.id)).subtracting(busy)
        busy.formUnion(stuck)
        defer { busy.subtract(stuck) }
        // All appends wait for this: only names change.
        let workshop = workshop.leavingTrees
        let result = try await ledger.perform { store, now in
            var pass = RecoveryPass(table: store.transactions(at: now), workshop: workshop, at: .hand)
            return try pass.run(dryRun: dryRun) { record in
                stuck.contains(record.id) ? nil : "nothing: it is under way; its owner ends it, or `journal.rollback`"
            }
        }
        if !dryRun { left() }
        // Whoever ended one of the others meanwhile has told it.
        for id in stuck where !dryRun { _ = try await ended(id) }
        return result
    }
}
