import Contracts

extension Lifecycle {
    /// After a restart, or a doubt: the journal's word on the transaction is the truth, wherever this value thought to be.
    mutating func resume(_ stage: UpdateContract.Stage, _ finding: JournalFinding, because reason: String?, at now: Int64) -> [Action] {
        switch (stage, finding) {
        // No transaction has begun: what was done so far is only in the staging folder.
        case (.discovery, _), (.evaluation, _), (.download, _), (.verification, _): again(stage, [.work(stage)], at: now)

        // Recovery has undone what was prepared, or it is begun anew; nothing was switched.
        case (.preparation, .none), (.preparation, .undone), (.preparation, .pending): again(stage, [.work(stage)], at: now)
        case (.apply, .pending): again(stage, [.work(stage)], at: now)
        // The new runtime says so itself; features have yet to be started.
        case (.apply, .switched): isCore ? go(.validation, at: now) : again(stage, [.work(stage)], at: now)
        case (.validation, .switched), (.commit, .switched), (.commit, .committing): again(stage, [.work(stage)], at: now)
        case (.rollback, .pending), (.rollback, .switched): again(stage, [.work(stage)], at: now)

        // The guard, or recovery, went back. Features that were stopped for it have yet to be started, which rollback does.
        case (.apply, .undone), (.validation, .undone), (.commit, .undone):
            isCore
                ? report(.rolledBack, outcome?.fault ?? .interrupted(because: reason), at: now)
                : rollBack(.interrupted(because: reason), at: now)
        // Undone, but perhaps not started: once more, then it is told as it is.
        case (.rollback, .undone):
            isCore || restarts > 0 ? report(.rolledBack, outcome?.fault, at: now) : again(stage, [.work(stage)], at: now)
        case (.rollback, .none): report(.rolledBack, outcome?.fault, at: now)

        // The guard's confirmation, or recovery, went forward: there is no way back from COMMIT.
        case (.preparation, .committing), (.apply, .committing), (.validation, .committing): go(.commit, at: now)
        case (.rollback, .committing): commitAfterAll(at: now)
        case (.preparation, .done), (.apply, .done), (.validation, .done), (.commit, .done), (.rollback, .done):
            report(.committed, nil, at: now)

        // The journal has lost or never had what there should be.
        case (.preparation, .switched), (.apply, .none), (.validation, .none), (.validation, .pending), (.commit, .pending):
            rollBack(.journal, at: now)
        case (.commit, .none): report(.unsettled, .journal, at: now)

        case (.report, _): again(stage, [.work(stage)], at: now)
        }
    }
}
