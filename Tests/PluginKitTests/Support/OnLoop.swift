import Foundation

@testable import PluginKit

/// Runs a test's body on a loop with a thread of its own: a loop on one of Swift's few would starve the other tests.
func onLoop<Output: Sendable>(_ body: @escaping @Sendable (Backgrounds) async throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { waiting in
        Thread.detachNewThread { waiting.resume(with: Result { try Runner.runLoop(body) }) }
    }
}

/// What `body` throws, if it is a ``BusError``.
func busError(_ body: () async throws -> Void) async throws -> BusError? {
    do {
        try await body()
        return nil
    } catch let error as BusError {
        return error
    }
}
