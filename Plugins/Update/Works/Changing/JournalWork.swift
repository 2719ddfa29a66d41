import Contracts
import PluginKit

/// The journal, as works use it: with their faults, their patience, and an eye on whether anybody still wants it.
struct JournalWork {
    static let kind = "update"

    let bus: BusConnection
    /// Gives up what was kept for a full disk.
    var makeRoom: () async -> Void = {}

    /// Longer than a request, shorter than what an operator waits for.
    private static let glance = Duration.seconds(5)

    func show(_ id: String) async throws(Fault) -> JournalContract.Transaction {
        try await ask { () async throws(BusError) in try await bus.journal.show(id) }
    }

    func begin(
        from: String, to: String, _ operations: [JournalContract.Operation]
    ) async throws(Fault) -> JournalTransaction {
        do throws(BusError) {
            return try await bus.journal.begin(Self.kind, from: from, to: to, operations)
        } catch .service(let refusal) {
            // What cannot be planned here is this machine's affair: another file system, somebody else's transaction.
            throw Fault(.machine, refusal.words)
        } catch {
            throw Fault(journal: error)
        }
    }

    /// Goes on until the transaction is in this phase.
    ///
    /// A step may take minutes, in which nobody may want it any more: so it is asked for and looked at, again and again. Asked again, it
    /// is busy with the first, or does it again, or does the next, which is wanted too.
    func advance(_ id: String, to goal: JournalContract.Phase) async throws(Fault) {
        while true {
            try Fault.checkCancelled()
            let now = try await show(id)
            guard now.outcome == nil else { throw Fault(.journal, "it was rolled back meanwhile: \(now.reason ?? "")") }
            guard now.phase != goal.rawValue else { return }
            let step = JournalContract.Step<Never>(id: id, phase: JournalContract.Phase(rawValue: now.phase))
            do throws(BusError) {
                let _: JournalContract.Transaction = try await bus.request(JournalContract.Subject.advance, step, timeout: Self.glance)
            } catch {
                if !isBusy(error) {
                    // A conflict is looked into: it may be past that phase by now. If it is not, asking again mends nothing.
                    guard Self.isConflict(error) else { throw fault(error, in: now.phase) }
                    let then = try await show(id)
                    guard then.phase != now.phase || then.outcome != nil else { throw fault(error, in: now.phase) }
                }
                await bus.pause(seconds: 0.1)
            }
        }
    }

    /// All that this plugin has begun and not ended, but for one.
    func abandon(except id: String?) async throws(Fault) {
        let list = JournalContract.List(limit: 100)
        let all: JournalContract.Transactions = try await ask { () async throws(BusError) in
            try await bus.request(JournalContract.Subject.list, list)
        }
        for left in all.transactions where left.kind == Self.kind && left.outcome == nil && left.id != id {
            try await end(left.id) { transaction throws(BusError) in
                try await transaction.rollback("the update it belonged to was begun anew")
            }
        }
    }

    /// Commits or rolls back, as soon as the journal has done with what it is at, and there is room to write it down.
    func end(
        _ id: String, _ step: (JournalTransaction) async throws(BusError) -> JournalContract.Transaction
    ) async throws(Fault) {
        while true {
            try Fault.checkCancelled()
            do throws(BusError) {
                _ = try await step(bus.journal.transaction(id))
                return
            } catch {
                guard isBusy(error) || error.isDiskFull else { throw Fault(journal: error) }
                if error.isDiskFull { await makeRoom() }
                await bus.pause(seconds: 0.5)
            }
        }
    }

    private func ask<Answer>(_ question: () async throws(BusError) -> Answer) async throws(Fault) -> Answer {
        do throws(BusError) { return try await question() } catch { throw Fault(journal: error) }
    }

    private func isBusy(_ error: BusError) -> Bool {
        switch error {
        case .timeout, .noResponders: true
        case .service(let refusal): refusal.code == 503 || refusal.code == 409 && refusal.words.contains("another request is working on it")
        case .notReachable, .refused, .closed, .overflow, .invalid: false
        }
    }

    private static func isConflict(_ error: BusError) -> Bool {
        if case .service(let refusal) = error { refusal.code == 409 } else { false }
    }

    /// Scripts that fail are the release's; the rest of what an operation may fail of is not.
    private func fault(_ error: BusError, in phase: String) -> Fault {
        if case .service(let refusal) = error, refusal.code == 500, phase == JournalContract.Phase.migration.rawValue {
            return Fault(.release, refusal.words)
        }
        return Fault(journal: error)
    }
}
