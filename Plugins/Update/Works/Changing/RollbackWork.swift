import Contracts
import PluginKit

/// Brings back what was there, files and databases, and starts it: from whatever point the update had come to.
struct RollbackWork: StageWork {
    let bus: BusConnection
    let kernel: KernelClient
    let journal: JournalWork
    let stockroom: Stockroom

    /// How long a host may take to end that is to be started again.
    var patience = 60.0

    func perform(_ job: Job) async throws(Fault) {
        let features = FeatureSwitch(kernel: kernel)
        if let transaction = job.luggage.transaction, try await journal.show(transaction).outcome == nil {
            try await features.stop(job)
            try await undo(transaction, job)
        }
        // What was begun and could not be written down is nobody's.
        try await journal.abandon(except: job.luggage.transaction)
        await stockroom.remove(job.folder)
        try await restartIfLeft(job)
        try await features.start(job)
    }

    private func undo(_ transaction: String, _ job: Job) async throws(Fault) {
        let (ending, words) = (job.ending, String((job.reason ?? .interrupted).words.prefix(500)))
        try await journal.end(transaction) { transaction throws(BusError) in
            try await transaction.rollback(words, appending: ending, to: UpdateContract.stream)
        }
    }

    /// The new runtime itself goes back by ending: the guard starts what the slots say by then. This process ends with it.
    private func restartIfLeft(_ job: Job) async throws(Fault) {
        guard job.isCore, let slot = try await kernel.status().slot, ["a", "b"].contains(slot) else { return }
        guard let current = await stockroom.link(stockroom.site.currentSlot), current != slot else { return }
        try await kernel.restart()
        await bus.pause(seconds: patience)
        throw Fault(.machine, "the host did not end to be started again from slot \(current)")
    }
}
