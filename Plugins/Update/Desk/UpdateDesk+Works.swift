import Contracts

extension UpdateDesk {
    /// Begins a stage's work, once the one before has come to its end: halted works are given the time to stop, at the cost of the new
    /// stage's own.
    func begin(_ stage: UpdateContract.Stage) {
        halt()
        let (mine, earlier) = (generation, work)
        work = room.spawn {
            await earlier?.value
            guard self.generation == mine else { return }
            let event = await self.result(of: stage, mine)
            if self.generation == mine { self.take(event) }
        }
    }

    /// Nothing more is heard of what is under way; what it has noted is kept.
    func halt() {
        generation += 1
        work?.cancel()
        if let job { luggage = job.luggage }
        job = nil
    }

    func inspect() {
        let (mine, transaction) = (generation, luggage.transaction)
        _ = room.spawn {
            // No answer is one too: the deadline comes, and it is asked again.
            guard let found = try? await self.room.records.finding(of: transaction), self.generation == mine else { return }
            self.take(.resumed(found.finding, because: found.reason))
        }
    }

    private func result(of stage: UpdateContract.Stage, _ mine: Int) async -> Lifecycle.Event {
        do throws(Fault) {
            switch stage {
            case .discovery: return await discover(mine)
            case .evaluation: return try await judge()
            case .report: try await keepReport()
            case .download, .verification, .preparation, .apply, .validation, .commit, .rollback: try await perform(stage, mine)
            }
            return .done(stage)
        } catch {
            return .failed(stage, error)
        }
    }

    private func perform(_ stage: UpdateContract.Stage, _ mine: Int) async throws(Fault) {
        guard let lifecycle else { return }
        let job = makeJob(lifecycle, mine)
        self.job = job
        defer {
            if generation == mine {
                luggage = job.luggage
                self.job = nil
            }
        }
        try await room.works.work(for: stage).perform(job)
    }

    private func makeJob(_ lifecycle: Lifecycle, _ mine: Int) -> Job {
        let isRollback = lifecycle.stage == .rollback
        return Job(
            lifecycle.id, lifecycle.targets, form: lifecycle.form, folder: "\(room.staging)/\(lifecycle.id)",
            deadline: lifecycle.deadline, reason: isRollback ? lifecycle.outcome?.fault ?? .interrupted : nil, luggage: luggage,
            desk: Job.Desk(
                keep: { luggage async throws(Fault) in try await self.keep(luggage, mine) },
                tell: { [unowned self] in if generation == mine { (progress, problem) = ($0, nil) } },
                complain: { [unowned self] in if generation == mine { problem = $0 } },
                ending: { [unowned self] in ending($0, of: lifecycle, $1) }))
    }

    private func keep(_ luggage: Luggage, _ mine: Int) async throws(Fault) {
        guard generation == mine, let lifecycle else { throw .cancelled }
        self.luggage = luggage
        try await write(lifecycle)
        guard generation == mine else { throw .cancelled }
    }

    private func ending(_ end: UpdateContract.End, of lifecycle: Lifecycle, _ luggage: Luggage) -> Entry {
        let outcome = end == .committed ? Outcome(.committed, in: .commit, nil) : lifecycle.outcome ?? Outcome(end, in: .rollback, nil)
        return Entry(Ending(outcome, of: lifecycle, luggage, at: room.clocks.wall()))
    }

    /// Behind the last work, before the next.
    func tidy() {
        let earlier = work
        work = room.spawn {
            await earlier?.value
            if self.lifecycle == nil { await self.room.works.tidy(keeping: nil) }
        }
    }
}
