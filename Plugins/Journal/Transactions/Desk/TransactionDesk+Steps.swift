import Contracts
import PluginKit

/// How transactions go on, back and to their ends.
extension TransactionDesk {
    func step(_ event: TransactionEvent, _ request: Request) async throws -> JournalContract.Transaction {
        let id = try request.transaction()
        let (asked, reason, more) = (try request.phase(), try request.reason(), try request.event())
        if event == .rollback { try await stopWork(on: id, for: request.sender) }
        return try await alone(with: id, for: request.sender) { record in
            let action = PhaseRule.action(position(of: record), event, for: asked)
            if case .refuse(let words) = action { throw Self.refusal(id, words) }
            return try await perform(action, on: record, reason: reason, appending: more, for: record.owner)
        }
    }

    /// What is to be undone needs not be done first: a script that never ends, say. Who asks hears that it is busy, and asks again.
    private func stopWork(on id: Int64, for sender: Sender) async throws {
        guard let recall = recalls[id] else { return }
        _ = try await find(id, for: sender)
        recall.call()
    }

    /// For nobody's sake; nil if somebody is at work on it, or has been since it was looked at.
    func end(_ seen: TransactionRecord, by event: TransactionEvent, because reason: String) async throws -> JournalContract.Transaction? {
        guard !isBusy(seen.id) else { return nil }
        return try await alone(with: seen.id) { record in
            guard record.position == seen.position, record.term == seen.term else { return nil }
            let action = PhaseRule.action(position(of: record), event)
            if case .refuse(let words) = action { throw Self.refusal(seen.id, words) }
            return try await perform(action, on: record, reason: reason, appending: nil, for: "@journal")
        }
    }

    /// Tells of the end, if it is one.
    func ended(_ id: Int64) async throws -> JournalContract.Transaction {
        let found = try await find(id)
        if let outcome = found.ending { try await told(outcome) }
        return JournalContract.Transaction(found)
    }

    private func perform(
        _ action: PhaseAction, on record: TransactionRecord, reason: String, appending event: Change?, for worker: String
    ) async throws -> JournalContract.Transaction {
        let mounts = workshop.mounts(of: record.operations)
        guard let course = Course(action, of: record, reason: reason, appending: event, mounts: mounts) else {
            return JournalContract.Transaction(record)
        }
        do {
            if action == .finish { try checkConfirmed(record) }
            if action == .finish || action == .undo { try checkVolumes(record) }
            try await drive(course, record, for: worker)
        } catch  where action == .finish {
            return try await committed(record.id, despite: error)
        }
        if action == .work(.switch, then: .validation), let term = record.term { limited(term.validation) }
        return try await ended(record.id)
    }

    /// From COMMIT on, no failure makes the new state any less final, and nobody needs to ask for the rest.
    private func committed(_ id: Int64, despite failure: any Error) async throws -> JournalContract.Transaction {
        let found = try await find(id)
        guard found.position == .commit else { throw failure }
        var answer = JournalContract.Transaction(found)
        let words = ServiceError(cause: failure).words
        answer.note = "it is committed; what was kept for going back is not all removed yet, which is tried again by itself: \(words)"
        return answer
    }

    private func drive(_ course: Course, _ record: TransactionRecord, for worker: String) async throws {
        var course = course
        let operations = course.operations
        let end = try await workEnd(of: course.step, record)
        while let act = course.next() {
            switch act {
            case .record(let changes): try await write(changes, record.id)
            case .perform(let step, let n):
                guard let operation = operations[n].operation else {
                    throw ServiceError(500, "operation \(n + 1) was written by a newer version; recovery deals with it at the next start")
                }
                let work = BenchQueue.Work(owner: worker, isLong: operation.kind.isLong(in: step))
                try await perform(step, operation, Tag(transaction: record.id, operation: n), work, until: end)
                course.performed()
            }
        }
    }

    private func perform(
        _ step: Step, _ operation: JournalContract.Operation, _ tag: Tag, _ work: BenchQueue.Work, until end: Double
    ) async throws {
        let words = "operation \(tag.operation + 1) (\(operation.words))"
        let recall = Recall()
        if work.isLong { recalls[tag.transaction] = recall }
        defer { if work.isLong { recalls[tag.transaction] = nil } }
        do {
            try await benches.use(for: work) { bench in
                let left = work.isLong ? end - (try await now()) : .infinity
                guard left > 0 else { throw ServiceError(500, "\(words): the time for this phase's work was over before it was begun") }
                try await bench.perform(step, of: operation, tag, within: left, recall)
            }
        } catch let failure as OperationFailure {
            // Best told where it is asked for later; that it failed is told in any case.
            try await write([.note(n: tag.operation, failure.description)], tag.transaction)
            throw ServiceError(failure.code, "\(words): \(failure)")
        }
    }

    /// By when the children of one request have to be done, by the journal's clock.
    private func workEnd(of step: Step, _ record: TransactionRecord) async throws -> Double {
        switch step {
        case .stage: try await now() + PhaseLimits.work
        case .migrate: min(try await now() + PhaseLimits.work, (record.term?.since ?? .infinity) + PhaseLimits.migration)
        case .switch, .finish, .undo: .infinity
        }
    }

    private func now() async throws -> Double { try await ledger.perform { _, now in now.journal } }

    private func write(_ changes: [Change], _ id: Int64) async throws {
        do {
            try await ledger.perform { store, now in try store.transactions(at: now).apply(changes, to: id) }
        } catch let refusal as StreamRefusal {
            // What is done to files needs not be done again; only the step's last word is missing.
            let more = "the event was not appended, so transaction \(id) is where it was; ask again with another one, or without"
            throw ServiceError(ServiceError(cause: refusal).code, "\(refusal); \(more)")
        }
    }

    /// What the guard does not hold for confirmed, it takes back: nothing may call that done.
    private func checkConfirmed(_ record: TransactionRecord) throws {
        guard record.trial != nil, record.position == .validation else { return }
        guard TrialFinding(of: record, in: SlotFiles(home: workshop.home), at: nil) == .confirmed else {
            throw ServiceError(409, "the guard has not confirmed transaction \(record.id); request kernel.confirm first")
        }
    }

    /// Where a volume is not there, all would look as if it were done already.
    private func checkVolumes(_ record: TransactionRecord) throws {
        guard let refusal = workshop.absence(among: record.volumes.values.flatMap(\.self)) else { return }
        throw ServiceError(refusal.code, "transaction \(record.id): \(refusal), and ask again")
    }
}
