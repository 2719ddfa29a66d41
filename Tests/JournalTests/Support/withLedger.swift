@testable import Journal

/// Runs a test's body with an open ledger whose loop has a thread of its own.
func withLedger<Output: Sendable>(
    in folder: String, _ clocks: Clocks = .machine, _ body: @escaping @Sendable (Ledger) async throws -> Output
) async throws -> Output {
    try await withLanes(1) { lanes in
        let ledger = Ledger(folder: folder, on: lanes[0], clocks: clocks)
        do {
            _ = try await ledger.open()
            let output = try await body(ledger)
            await ledger.close()
            return output
        } catch {
            await ledger.close()
            throw error
        }
    }
}
