import Glibc
import Synchronization
import Testing

@testable import Journal

/// A disk that fails at one sync and is asked again: what that sync was for is on the disk before anything builds upon it.
///
/// Linux takes what it could not write for clean, so a second sync is the only one there will be.
@Suite struct RetriedSyncTests {
    /// Fails one sync, and writes down all calls from there on.
    private final class Log: Sendable {
        private let state: Mutex<(syncs: Int, calls: [Deeds.Call])> = Mutex((0, []))
        private let limit: Int

        init(failing limit: Int) { self.limit = limit }

        var hasFailed: Bool { state.withLock { $0.syncs >= limit } }
        var calls: [Deeds.Call] { state.withLock { $0.calls } }

        var deeds: Deeds {
            Deeds { [self] call, name throws(OperationFailure) in
                let isBad = state.withLock {
                    if $0.syncs >= limit { $0.calls.append(call) }
                    if call == .sync { $0.syncs += 1 }
                    return call == .sync && $0.syncs == limit
                }
                if isBad { throw .system(code: EIO, doing: "sync", name: name) }
            }
        }
    }

    private static let changes: Set<Deeds.Call> = [.rename, .link, .create]

    @Test(arguments: Scenario.files)
    func `a switch goes on with the sync that failed`(_ scenario: Scenario) throws {
        for limit in 1... {
            let log = Log(failing: limit)
            let (machine, id) = try begun(scenario, log)
            do { for _ in 0..<2 { try machine.advance(id) } } catch is OperationFailure { continue }
            try? machine.advance(id)
            guard log.hasFailed else { break }
            try machine.advance(id)
            let sync = log.calls.firstIndex(of: .sync) ?? .max
            let change = log.calls.firstIndex(where: Self.changes.contains) ?? .max
            #expect(sync < change, "sync \(limit) failed, then \(log.calls)")
        }
    }

    @Test(arguments: Scenario.files)
    func `a rollback syncs again before it is written down as done`(_ scenario: Scenario) throws {
        for limit in 1... {
            let log = Log(failing: limit)
            let (machine, id) = try begun(scenario, log)
            do { for _ in 0..<3 { try machine.advance(id) } } catch is OperationFailure { continue }
            try? machine.rollBack(id)
            guard log.hasFailed else { break }
            try machine.rollBack(id)
            // The first note is the reason, given again.
            let rest = log.calls.drop { $0 == .record }
            #expect(rest.firstIndex(of: .sync) ?? .max < rest.firstIndex(of: .record) ?? .max, "sync \(limit) failed, then \(log.calls)")
        }
    }

    private func begun(_ scenario: Scenario, _ log: Log) throws -> (Machine, Int64) {
        let machine = try Machine(log.deeds)
        try scenario.prepare(machine)
        return (machine, try machine.begin(scenario.operations).id)
    }
}
