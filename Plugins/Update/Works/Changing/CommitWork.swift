import Contracts
import PluginKit

/// From here on the new version stays: the guard knows it first, then the journal, which keeps the final report in the same act.
struct CommitWork: StageWork {
    let kernel: KernelClient
    let journal: JournalWork
    let stockroom: Stockroom

    func perform(_ job: Job) async throws(Fault) {
        guard let transaction = job.luggage.transaction else { throw .journal }
        if job.isCore { try await kernel.confirm(transaction) }
        let ending = job.ending
        try await journal.end(transaction) { transaction throws(BusError) in
            try await transaction.commit(appending: ending, to: UpdateContract.stream)
        }
        await stockroom.remove(job.folder)
    }
}
