import EventLoop
import Foundation

/// Runs a test's body beside a loop that has a thread of its own, with some lanes of that loop.
func withLanes<Output: Sendable>(
    _ count: Int, _ body: @escaping @Sendable ([any SerialExecutor]) async throws -> Output
) async throws -> Output {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            Loop.clearSignalMask()
            let executor = LoopExecutor()
            let resident = Resident(on: executor)
            let lanes: [any SerialExecutor] = (0..<count).map { _ in WorkLane(on: executor.loop) }
            let outcome = Shared<Result<Output, any Error>>(.failure(CancellationError()))
            Task {
                do {
                    outcome.value = .success(try await body(lanes))
                } catch {
                    outcome.value = .failure(error)
                }
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
