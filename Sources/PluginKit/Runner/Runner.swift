import EventLoop

/// Runs async code on a loop of its own, on the calling thread, which waits for its end.
///
/// Main stays synchronous on purpose: an async main costs a thread and 12 ms at the start of a static executable.
public enum Runner {
    /// Connects to a bus, runs `body` with the connection, closes it, and returns or throws what `body` did.
    ///
    /// From here on the process ignores SIGPIPE.
    public static func run<Output: Sendable>(
        connectingTo address: BusAddress, name: String,
        _ body: sending @escaping (BusConnection) async throws -> Output
    ) throws -> Output {
        try runLoop { backgrounds in
            let bus = try await BusConnection.connect(to: address, name: name, on: backgrounds)
            defer { bus.close() }
            return try await body(bus)
        }
    }

    static func runLoop<Output: Sendable>(
        _ body: sending @escaping (Backgrounds) async throws -> Output
    ) throws -> Output {
        // A bus that has hung up is an error to be told, not a signal to die of.
        Loop.clearSignalMask()
        let executor = LoopExecutor()
        let runner = LoopRunner(executor, body)
        runner.assumeIsolated { $0.start() }
        executor.run()
        let outcome = runner.assumeIsolated { $0.outcome }
        executor.close()
        return try outcome!.get()
    }
}
