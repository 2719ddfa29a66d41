import Support

@testable import PluginKit

/// Runs a test's body on a loop with a thread of its own.
func onLoop<Output: Sendable>(_ body: @escaping @Sendable (Backgrounds) async throws -> Output) async throws -> Output {
    try await onOwnThread { try Runner.runLoop(body) }
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
