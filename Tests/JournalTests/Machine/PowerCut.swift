import Synchronization

@testable import Journal

/// Counts the calls that change the disk, and refuses all from one on: the power is gone.
final class PowerCut: Sendable {
    private let state: Mutex<(count: Int, limit: Int)>

    init(after limit: Int = .max) { state = Mutex((0, limit)) }

    var count: Int { state.withLock { $0.count } }
    var hasHappened: Bool { state.withLock { $0.count > $0.limit } }

    var deeds: Deeds {
        Deeds { [self] _, _ throws(OperationFailure) in
            let isGone = state.withLock {
                $0.count += 1
                return $0.count > $0.limit
            }
            if isGone { throw .obstacle("the power is gone") }
        }
    }
}
