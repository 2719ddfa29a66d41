import Contracts

extension UpdateDesk {
    /// False if the journal did not take it: then what was to follow does not, and the stage has failed.
    func save() async -> Bool {
        isSaving = true
        defer { isSaving = false }
        guard let lifecycle else { return false }
        do throws(Fault) {
            try await write(lifecycle)
            return true
        } catch {
            room.say("update \(lifecycle.id): \(error.words)")
            problem = error.words
            if let stage = lifecycle.stage { take(.failed(stage, error)) }
            return false
        }
    }

    func write(_ lifecycle: Lifecycle) async throws(Fault) {
        let record = lifecycle.record(at: room.clocks.boot(), boot: room.clocks.bootID)
        try await room.records.append(Entry(record, luggage))
    }

    /// The report is told by who keeps it, once it is kept; a look once it has found something: most find nothing, and nobody hears of them.
    func announce() async {
        guard let lifecycle, let stage = lifecycle.stage, stage != .report else { return }
        if stage == .evaluation { await tell(.discovery, of: lifecycle) }
        await tell(stage, of: lifecycle)
    }

    private func tell(_ stage: UpdateContract.Stage, of lifecycle: Lifecycle) async {
        let reason = stage == .rollback ? lifecycle.outcome?.fault?.words : nil
        await room.tell(
            .step(
                .init(id: lifecycle.id, targets: lifecycle.targets, stage: stage.rawValue, at: room.clocks.wall(), reason: reason)))
    }

    /// Exactly one in the stream, whoever wrote it: commit and rollback do in the journal's own act, and a try that was not heard
    /// may have been written all the same.
    func keepReport() async throws(Fault) {
        guard let lifecycle, let outcome = lifecycle.outcome else { return }
        try await catchUp()
        if history.ending(of: lifecycle.id) == nil {
            do throws(Fault) {
                try await room.records.append(Entry(Ending(outcome, of: lifecycle, luggage, at: room.clocks.wall())))
            } catch {
                problem = error.words
                throw error
            }
            try await catchUp()
        }
        guard let kept = history.ending(of: lifecycle.id) else { throw .journal }
        await room.tell(.report(kept.report))
    }

    /// What the stream holds beyond what was read of it.
    func catchUp() async throws(Fault) {
        while true {
            let entries = try await room.records.entries(after: history.sequence)
            guard !entries.isEmpty else { return }
            for entry in entries { history.take(entry) }
        }
    }

    /// As an operator sees it.
    func update(_ lifecycle: Lifecycle) -> UpdateContract.Update {
        let left = Double(lifecycle.deadline - room.clocks.boot()) / 1000
        return .init(
            id: lifecycle.id, targets: lifecycle.targets, stage: lifecycle.stage?.rawValue ?? UpdateContract.Stage.report.rawValue,
            since: since, deadline: room.clocks.wall() + left, progress: progress, problem: problem)
    }
}
