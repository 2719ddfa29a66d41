import EventLoop
import Support

/// Runs async code on a loop of its own, on a thread of its own.
func onLoop<Output: Sendable>(_ body: @escaping @Sendable (Loop) async throws -> Output) async throws -> Output {
    try await onOwnThread { try LoopTask.run(body) }
}
