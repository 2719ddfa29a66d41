import Support

@testable import PluginKit
@testable import Update

/// Runs a test's body on a loop with a thread of its own, where a plugin's parts live.
func onStage<Output: Sendable>(_ body: @escaping @Sendable (Stage) async throws -> Output) async throws -> Output {
    try await onOwnThread { try Runner.runLoop { backgrounds in try await body(Stage(backgrounds)) } }
}
