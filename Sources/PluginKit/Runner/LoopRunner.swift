internal import EventLoop

/// The one actor of a plugin: its executor is the loop, so that what it calls stays on the loop after every await.
actor LoopRunner<Output: Sendable> {
    private let executor: LoopExecutor
    private let body: (Loop) async throws -> Output
    private(set) var outcome: Result<Output, any Error>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ executor: LoopExecutor, _ body: sending @escaping (Loop) async throws -> Output) {
        self.executor = executor
        self.body = body
    }

    /// To be called before the loop runs.
    func start() {
        Task { await run() }
    }

    private func run() async {
        do {
            outcome = .success(try await body(executor.loop))
        } catch {
            outcome = .failure(error)
        }
        // Whoever was told of the connection's end runs before the loop does not any more.
        await Task.yield()
        executor.loop.stop()
    }
}
