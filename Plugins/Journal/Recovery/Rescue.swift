import Contracts

/// The end of one transaction that a cut left behind.
struct Rescue {
    private let transaction: TransactionRecord
    private let table: TransactionTable
    private let workshop: Workshop
    /// Whether this try is one of those after which it is given up.
    private let isCounted: Bool
    /// Operations that have to wait for a volume, and why.
    private let waiting: [Int: String]

    init(_ transaction: TransactionRecord, table: TransactionTable, workshop: Workshop, at occasion: RecoveryOccasion) {
        (self.transaction, self.table, self.workshop) = (transaction, table, workshop)
        isCounted = occasion != .hand
        waiting = transaction.volumes.compactMapValues { workshop.absence(among: $0)?.description }
    }

    /// What kept it from being done wholly, if anything did.
    func perform(_ decision: RecoveryDecision, found: String) -> String? {
        // Waiting for a volume is no try: however often it is not there, what lies on it is not given up.
        let tries = waiting.isEmpty && isCounted ? [Change.recoveries(transaction.recoveries + 1)] : []
        switch decision {
        case .wait, .leave: return nil
        case .rollBack:
            let reason = transaction.reason ?? "recovered after a power cut or crash: \(found)"
            return drive(.undo, first: tries + [.reason(reason)], end: .rolledBack, reason: reason)
        case .finish:
            let entry: [Change] = transaction.phase == JournalContract.Phase.commit.rawValue ? [] : [.phase(.commit)]
            return drive(.finish, first: tries + entry, end: .done, reason: nil)
        case .giveUp: return giveUp()
        }
    }

    private func giveUp() -> String? {
        let notes = transaction.operations.compactMap { operation in operation.note.map { "operation \(operation.n + 1): \($0)" } }
        let reason = (["given up after \(transaction.recoveries) recoveries"] + notes).joined(separator: "; ")
        let isCommitted = transaction.position == .commit
        do {
            try table.apply([.end(isCommitted ? .done : .rolledBack, reason: reason)], to: transaction.id)
        } catch {
            return "\(reason); and that could not be written down: \(error)"
        }
        return "\(reason); look at its folders for names that begin with \(HomePath.reservedPrefix)\(transaction.id)-"
    }

    /// The last try leaves out what cannot be done, so that the rest at least is.
    private var isLastTry: Bool { isCounted && transaction.recoveries + 1 >= RecoveryRule.maximumRecoveries }

    private func drive(_ step: Step, first: [Change], end: JournalContract.End, reason: String?) -> String? {
        var course = Course(step, transaction.operations, first: first, last: [])
        var problems: [String] = []
        var isWritable = true
        while let act = course.next() {
            switch act {
            case .record(let changes):
                guard isWritable, let problem = record(changes) else { continue }
                // Undoing goes by names on the disk alone, and a full disk must not keep the old from coming back.
                guard step == .undo else { return problem }
                isWritable = false
                problems.append(problem)
            case .perform(_, let n):
                if let words = waiting[n] {
                    problems.append("operation \(n + 1): \(words)")
                    course.skip(words)
                    continue
                }
                guard let problem = perform(step, n) else {
                    course.performed()
                    continue
                }
                problems.append(problem.words)
                guard problem.isFinal || isLastTry else { return fail(problems, n, problem.words) }
                course.skip(problem.words)
            }
        }
        guard isWritable, waiting.isEmpty else { return problems.joined(separator: "; ") + "; it is tried again at the next start" }
        let ending = [reason].compactMap(\.self) + problems
        let left = workshop.leavings(of: transaction)
        let last =
            [Change.end(end, reason: ending.isEmpty ? nil : ending.joined(separator: "; "))] + (left.isEmpty ? [] : [.leavings(left)])
        if let problem = record(last) { problems.append(problem) }
        return problems.isEmpty ? nil : problems.joined(separator: "; ")
    }

    private func fail(_ problems: [String], _ n: Int, _ words: String) -> String {
        let more = record([.note(n: n, words)])
        return (problems + [more].compactMap(\.self)).joined(separator: "; ") + "; it is tried again at the next start"
    }

    private func record(_ changes: [Change]) -> String? {
        do throws(OperationFailure) {
            try workshop.deeds.before(.record, "")
        } catch {
            return error.description
        }
        do {
            try table.apply(changes, to: transaction.id)
            return nil
        } catch {
            return "the journal could not write it down: \(error)"
        }
    }

    private struct Problem {
        let words: String
        /// Trying again will not help.
        let isFinal: Bool
    }

    private func perform(_ step: Step, _ n: Int) -> Problem? {
        guard let operation = transaction.operations[n].operation else {
            return Problem(words: "operation \(n + 1) was written by a newer version and is left as it is", isFinal: true)
        }
        do throws(OperationFailure) {
            try workshop.perform(step, of: operation, Tag(transaction: transaction.id, operation: n))
            return nil
        } catch {
            return Problem(words: "operation \(n + 1) (\(operation.words)): \(error)", isFinal: false)
        }
    }
}
