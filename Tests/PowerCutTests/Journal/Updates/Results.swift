import Synchronization

/// What went wrong on any of several threads.
final class Results: Sendable {
    private let failures: Mutex<[any Error]> = Mutex([])

    func add(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            failures.withLock { $0.append(error) }
        }
    }

    func require() throws {
        if let failure = failures.withLock({ $0.first }) { throw failure }
    }
}
