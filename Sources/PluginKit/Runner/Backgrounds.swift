import EventLoop

/// Work given to the loop's actor to be run as tasks of their own, in the order of giving.
///
/// A detour on purpose: a body shares state with its giver, which no `Task` may be handed directly.
final class Backgrounds {
    let executor: LoopExecutor
    private let runner: any BackgroundRunner
    private var bodies: [() async -> Void] = []

    init(_ runner: any BackgroundRunner, on executor: LoopExecutor) {
        self.runner = runner
        self.executor = executor
    }

    @discardableResult
    func add(_ body: @escaping () async -> Void) -> Task<Void, Never> {
        bodies.append(body)
        // The preference also keeps on the loop what has no isolation: the compiler forgets the caller's for closures with
        // a capture list, and for async functions of packages built without `NonisolatedNonsendingByDefault`.
        return Task(executorPreference: executor) { [runner] in await runner.runBackground() }
    }

    func take() -> () async -> Void { bodies.removeFirst() }
}
