import EventLoop
import Foundation

/// Runs async code on a loop of its own, on a thread of its own: one of Swift's pool would be kept from its other work.
func onLoop<Output: Sendable>(_ body: @escaping @Sendable (Loop) async throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { waiting in
        Thread { waiting.resume(with: Result { try LoopTask.run(body) }) }.start()
    }
}
