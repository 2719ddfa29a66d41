import Contracts

/// Puts the new version in the place of the old one and starts it: one feature, several, or the whole runtime.
///
/// Cut off and begun again, it goes on from where the journal says it is.
struct ApplyWork: StageWork {
    let kernel: KernelClient
    let journal: JournalWork

    func perform(_ job: Job) async throws(Fault) {
        guard let transaction = job.luggage.transaction else { throw .journal }
        let features = FeatureSwitch(kernel: kernel)
        if try await journal.show(transaction).phase != JournalContract.Phase.validation.rawValue {
            try await features.stop(job)
            try await journal.advance(transaction, to: .validation)
        }
        try Fault.checkCancelled()
        if job.isCore { return try await kernel.restart() }
        try await features.start(job)
    }
}
