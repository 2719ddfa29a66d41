/// Async code with a loop of its own, run on the calling thread to its end: for a program that is no plugin.
public enum LoopTask {
    /// What `body` calls stays on the loop's thread after every await, and may use the loop without a lock.
    ///
    /// From here on the process ignores SIGPIPE: a server that hangs up is an error to be told, not a signal to die of.
    public static func run<Output: Sendable>(_ body: sending @escaping (Loop) async throws -> Output) throws -> Output {
        Loop.clearSignalMask()
        let executor = LoopExecutor()
        let resident = Resident(executor, body)
        Task(executorPreference: executor) { await resident.run() }
        executor.run()
        let outcome = resident.assumeIsolated { $0.outcome }
        executor.close()
        return try outcome!.get()
    }
}

/// The one actor of such a loop.
private actor Resident<Output: Sendable> {
    private let executor: LoopExecutor
    private let body: (Loop) async throws -> Output
    private(set) var outcome: Result<Output, any Error>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ executor: LoopExecutor, _ body: sending @escaping (Loop) async throws -> Output) {
        self.executor = executor
        self.body = body
    }

    func run() async {
        do {
            outcome = .success(try await body(executor.loop))
        } catch {
            outcome = .failure(error)
        }
        // Whoever was told of the end by a task of its own runs before the loop does not any more.
        await Task.yield()
        executor.loop.stop()
    }
}

extension LoopExecutor: TaskExecutor {}
