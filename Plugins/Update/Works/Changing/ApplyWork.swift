import Contracts

/// Puts the new version in the place of the old one and starts it: one feature, several, or the whole runtime.
///
/// Cut off and begun again, it goes on from where the journal says it is.
struct ApplyWork: StageWork {
    let kernel: KernelClient
    let journal: JournalWork
    let stockroom: Stockroom

    func perform(_ job: Job) async throws(Fault) {
        guard let transaction = job.luggage.transaction else { throw .journal }
        let features = FeatureSwitch(kernel: kernel)
        let phase = try await journal.show(transaction).phase
        if phase != JournalContract.Phase.validation.rawValue {
            try await features.stop(job)
            let gone = phase == JournalContract.Phase.migration.rawValue ? try await copyData(job) : [:]
            try await journal.advance(transaction, to: .validation)
            // A feature that ended takes its pid file with it, which must not come back.
            for (id, paths) in gone {
                for path in paths { try await stockroom.remove(path, of: id) }
            }
        }
        try Fault.checkCancelled()
        if job.isCore { return try await kernel.restart() }
        try await features.start(job)
    }

    /// As they are now that nobody writes to them any more. Once anything may be switched they are what they are.
    /// - Returns: what the feature has removed since, whose last copy is put in place all the same.
    private func copyData(_ job: Job) async throws(Fault) -> [String: [String]] {
        var gone: [String: [String]] = [:]
        for (id, paths) in job.luggage.pieces {
            gone[id] = try await stockroom.renewCopies(of: paths, of: id, in: job.copies(of: id))
        }
        return gone
    }
}
