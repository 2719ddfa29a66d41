import EventLoop

/// The one actor of a plugin: its executor is the loop, so that what it calls stays on the loop after every await.
actor LoopRunner<Output: Sendable>: BackgroundRunner {
    private let executor: LoopExecutor
    private let body: (Backgrounds) async throws -> Output
    private lazy var backgrounds = Backgrounds(self, on: executor)
    private(set) var outcome: Result<Output, any Error>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ executor: LoopExecutor, _ body: sending @escaping (Backgrounds) async throws -> Output) {
        self.executor = executor
        self.body = body
    }

    /// To be called before the loop runs.
    func start() {
        Task(executorPreference: executor) { await self.run() }
    }

    func runBackground() async {
        let body = backgrounds.take()
        await body()
    }

    private func run() async {
        do {
            outcome = .success(try await body(backgrounds))
        } catch {
            outcome = .failure(error)
        }
        // Whoever was told of the connection's end runs before the loop does not any more.
        await Task.yield()
        executor.loop.stop()
    }
}
