import EventLoop
import Foundation

@testable import Journal

/// Runs a test's body with an open ledger whose loop has a thread of its own.
func withLedger<Output: Sendable>(
    in folder: String, _ clocks: Clocks = .machine, _ body: @escaping @Sendable (Ledger) async throws -> Output
) async throws -> Output {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            Loop.clearSignalMask()
            let executor = LoopExecutor()
            let resident = Resident(on: executor)
            let ledger = Ledger(folder: folder, on: WorkLane(on: executor.loop), clocks: clocks)
            let outcome = Shared<Result<Output, any Error>>(.failure(CancellationError()))
            Task {
                do {
                    _ = try await ledger.open()
                    outcome.value = .success(try await body(ledger))
                } catch {
                    outcome.value = .failure(error)
                }
                await ledger.close()
                await resident.stop()
            }
            executor.run()
            executor.close()
            continuation.resume(with: outcome.value)
        }
    }
}

/// Lives on the loop.
private actor Resident {
    nonisolated let executor: LoopExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(on executor: LoopExecutor) { self.executor = executor }

    func stop() { executor.loop.stop() }
}
