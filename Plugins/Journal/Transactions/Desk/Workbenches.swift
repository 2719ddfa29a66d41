import PluginKit

/// A few workbenches, and who waits for one of them. Lives on the loop.
final class Workbenches {
    private let benches: [Workbench]
    private var queue: BenchQueue
    private var waiting: [Int: CheckedContinuation<Int, Never>] = [:]

    init(_ benches: [Workbench]) { (self.benches, queue) = (benches, BenchQueue(benches: benches.count)) }

    /// Has `body` use one of them, as soon as it is the owner's turn.
    func use<Output>(for work: BenchQueue.Work, _ body: (Workbench) async throws -> Output) async throws -> Output {
        let bench = try await enter(work)
        defer { leave(bench) }
        return try await body(benches[bench])
    }

    private func enter(_ work: BenchQueue.Work) async throws -> Int {
        switch queue.enter(work) {
        case .bench(let bench): return bench
        case .waits(let ticket): return await withCheckedContinuation { waiting[ticket] = $0 }
        case .full:
            let words = "'\(work.owner)' has \(BenchQueue.maximumOfOwner) steps of transactions under way; ask again when one is done"
            throw ServiceError(503, words)
        }
    }

    private func leave(_ bench: Int) {
        for admission in queue.leave(bench) { waiting.removeValue(forKey: admission.ticket)?.resume(returning: admission.bench) }
    }
}
