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
    let told: (JournalContract.Outcome) async throws -> Void
    private let benches: Workbenches
    private var busy: Set<Int64> = []
    private let condemned: Set<Int64>

    /// - Parameters:
    ///   - condemned: what recovery has to roll back and could not wholly; it may be rolled back, whatever its row says.
    ///   - told: hears of each transaction's end.
    init(
        ledger: Ledger, workshop: Workshop, benches: Workbenches, condemned: Set<Int64> = [],
        told: @escaping (JournalContract.Outcome) async throws -> Void
    ) {
        (self.ledger, self.workshop, self.benches) = (ledger, workshop, benches)
        (self.condemned, self.told) = (condemned, told)
    }

    func begin(
        owner: String, kind: String, from: String, to: String, _ operations: [JournalContract.Operation], on ground: Ground
    ) async throws -> JournalContract.Transaction {
        let record = try await ledger.perform { store, now in
            let table = store.transactions(at: now)
            let open = try table.open()
            guard open.count(where: { $0.owner == owner }) < Self.maximumOpen else {
                throw ServiceError(409, "'\(owner)' has \(Self.maximumOpen) transactions under way; end one first")
            }
            return try table.begin(owner: owner, kind: kind, from: from, to: to) { id in
                var planning = try Planning(ground: ground, transaction: id, touches: open.flatMap(\.touches))
                return try planning.plan(operations)
            }
        }
        return JournalContract.Transaction(record)
    }

    func plan(
        _ id: Int64, _ operations: [JournalContract.Operation], on ground: Ground, for sender: Sender
    ) async throws -> JournalContract.Transaction {
        try await alone(with: id, for: sender) { record in
            if case .refuse(let words) = action(record, .plan) { throw Self.refusal(id, words) }
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

    func step(_ event: TransactionEvent, _ request: Request) async throws -> JournalContract.Transaction {
        let id = try request.transaction()
        let (reason, more) = (try request.reason(), try request.event())
        return try await alone(with: id, for: request.sender) { record in
            let action = action(record, event)
            if case .refuse(let words) = action { throw Self.refusal(id, words) }
            if action == .finish { try checkConfirmed(record) }
            if action == .finish || action == .undo { try checkVolumes(record) }
            let mounts = workshop.mounts(of: record.operations)
            guard let course = Course(action, of: record, reason: reason, appending: more, mounts: mounts) else {
                return JournalContract.Transaction(record)
            }
            try await drive(course, id)
            return try await ended(id)
        }
    }

    private func action(_ record: TransactionRecord, _ event: TransactionEvent) -> PhaseAction {
        let isCondemned = condemned.contains(record.id) && record.outcome == nil
        return PhaseRule.action(isCondemned ? .rollingBack : record.position, event)
    }

    func find(_ id: Int64, for sender: Sender) async throws -> TransactionRecord {
        let found = try await ledger.perform { store, now in try store.transactions(at: now).find(id) }
        guard let found else { throw ServiceError(404, "there is no transaction \(id)") }
        guard sender.isAdministrator || sender == .feature(found.owner) else {
            throw ServiceError(403, "transaction \(id) belongs to '\(found.owner)'")
        }
        return found
    }

    /// Ends what earlier tries could not; what is under way in good order is left alone.
    func recover(dryRun: Bool) async throws -> JournalContract.Recovery {
        let open = try await ledger.perform { store, now in try store.transactions(at: now).open() }
        let stuck = Set(open.filter { $0.isStuck || condemned.contains($0.id) }.map(\.id)).subtracting(busy)
        busy.formUnion(stuck)
        defer { busy.subtract(stuck) }
        let workshop = workshop
        let result = try await ledger.perform { store, now in
            var pass = RecoveryPass(table: store.transactions(at: now), workshop: workshop)
            return try pass.run(dryRun: dryRun) { record in
                stuck.contains(record.id) ? nil : "nothing: it is under way; its owner ends it, or `journal.rollback`"
            }
        }
        for finding in result.findings { if let id = Int64(finding.transaction) { _ = try await ended(id) } }
        return result
    }

    private func drive(_ course: Course, _ id: Int64) async throws {
        var course = course
        let operations = course.operations
        while let act = course.next() {
            switch act {
            case .record(let changes): try await record(changes, id)
            case .perform(let step, let n):
                guard let operation = operations[n].operation else {
                    throw ServiceError(500, "operation \(n + 1) was written by a newer version; recovery deals with it at the next start")
                }
                try await perform(step, operation, Tag(transaction: id, operation: n))
                course.performed()
            }
        }
    }

    private func perform(_ step: Step, _ operation: JournalContract.Operation, _ tag: Tag) async throws {
        do {
            try await benches.use { try await $0.perform(step, of: operation, tag) }
        } catch let failure as OperationFailure {
            // Best told where it is asked for later; that it failed is told in any case.
            try await record([.note(n: tag.operation, failure.description)], tag.transaction)
            throw ServiceError(failure.isDiskFull ? 507 : 500, "operation \(tag.operation + 1) (\(operation.words)): \(failure)")
        }
    }

    private func record(_ changes: [Change], _ id: Int64) async throws {
        try await ledger.perform { store, now in try store.transactions(at: now).apply(changes, to: id) }
    }

    /// Tells of the end, if it is one.
    private func ended(_ id: Int64) async throws -> JournalContract.Transaction {
        let found = try await ledger.perform { store, now in try store.transactions(at: now).find(id) }
        guard let found else { throw ServiceError(404, "there is no transaction \(id)") }
        if let outcome = found.ending { try await told(outcome) }
        return JournalContract.Transaction(found)
    }

    /// What the guard does not hold for confirmed, it takes back: nothing may call that done.
    private func checkConfirmed(_ record: TransactionRecord) throws {
        guard record.trial != nil, record.position == .validation else { return }
        guard TrialFinding(of: record, in: SlotFiles(home: workshop.home)) == .confirmed else {
            throw ServiceError(409, "the guard has not confirmed transaction \(record.id); request kernel.confirm first")
        }
    }

    /// Where a volume is not there, all would look as if it were done already.
    private func checkVolumes(_ record: TransactionRecord) throws {
        guard let refusal = workshop.absence(among: record.volumes.values.flatMap(\.self)) else { return }
        throw ServiceError(refusal.code, "transaction \(record.id): \(refusal), and ask again")
    }

    /// Whose it is comes first: nobody holds up what is another's.
    private func alone<Output>(
        with id: Int64, for sender: Sender, _ body: (TransactionRecord) async throws -> Output
    ) async throws -> Output {
        _ = try await find(id, for: sender)
        guard busy.insert(id).inserted else { throw Self.refusal(id, "another request is working on it; ask again") }
        defer { busy.remove(id) }
        return try await body(try await find(id, for: sender))
    }

    private static func refusal(_ id: Int64, _ words: String) -> ServiceError { ServiceError(409, "transaction \(id): \(words)") }
}
