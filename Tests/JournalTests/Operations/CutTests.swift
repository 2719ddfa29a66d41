import Contracts
import Testing

@testable import Journal

/// The power goes at any call, and the next boot finds old or new, never between.
@Suite struct CutTests {
    private enum Way: CaseIterable { case commit, rollback }

    /// From the first note to the last; stops at the cut, if there is one.
    private func perform(_ scenario: Scenario, on machine: Machine, _ way: Way) -> Bool {
        do {
            let id = try machine.begin(scenario.operations).id
            for _ in 0..<3 { try machine.advance(id) }
            switch way {
            case .commit: try machine.commit(id)
            case .rollback: try machine.rollBack(id)
            }
            return true
        } catch {
            return false
        }
    }

    private func prepared(_ scenario: Scenario, _ cut: PowerCut = PowerCut()) throws -> Machine {
        let machine = try Machine(cutting: cut)
        try scenario.prepare(machine)
        return machine
    }

    /// The calls of an uncut run, and the tree after it.
    private func uncut(_ scenario: Scenario, _ way: Way) throws -> (calls: Int, old: [String: String], new: [String: String]) {
        let cut = PowerCut()
        let machine = try prepared(scenario, cut)
        let old = machine.tree
        #expect(perform(scenario, on: machine, way))
        return (cut.count, old, machine.tree)
    }

    @Test(arguments: Scenario.files)
    func `what is committed is new, what is rolled back is old to the last bit, and nothing is left lying about`(_ scenario: Scenario)
        throws
    {
        let committed = try uncut(scenario, .commit)
        #expect(committed.new != committed.old)
        #expect(!committed.new.keys.contains { $0.contains(".roost-") })
        let rolledBack = try uncut(scenario, .rollback)
        #expect(rolledBack.new == rolledBack.old)
    }

    @Test(arguments: Scenario.files)
    func `cut anywhere on the way to its commit, it is old or new after the next boot`(_ scenario: Scenario) throws {
        let (calls, old, new) = try uncut(scenario, .commit)
        var ends: Set<String> = []
        for limit in 0..<calls {
            let cut = PowerCut(after: limit)
            let machine = try prepared(scenario, cut)
            #expect(!perform(scenario, on: machine, .commit) || !cut.hasHappened)
            ends.insert(try settle(machine, cutAt: limit, old, new))
        }
        #expect(ends == ["done", "rolled-back"])
    }

    @Test(arguments: Scenario.files)
    func `cut anywhere while it is rolled back, it is old after the next boot`(_ scenario: Scenario) throws {
        let (calls, old, _) = try uncut(scenario, .rollback)
        for limit in 0..<calls {
            let machine = try prepared(scenario, PowerCut(after: limit))
            _ = perform(scenario, on: machine, .rollback)
            #expect(try settle(machine, cutAt: limit, old, old) == "rolled-back")
        }
    }

    @Test(arguments: Scenario.files)
    func `recovery may be cut anywhere as well`(_ scenario: Scenario) throws {
        let (calls, old, new) = try uncut(scenario, .commit)
        for limit in stride(from: 3, to: calls, by: 4) {
            for second in 0..<60 {
                let machine = try prepared(scenario, PowerCut(after: limit))
                _ = perform(scenario, on: machine, .commit)
                let cut = PowerCut(after: second)
                _ = try machine.recover(cut)
                _ = try settle(machine, cutAt: limit, old, new)
                if !cut.hasHappened { break }
            }
        }
    }

    @Test(arguments: Scenario.databases)
    func `a database is old or new, wherever it is cut`(_ scenario: Scenario) throws {
        let (calls, old, new) = try uncut(scenario, .commit)
        #expect(old != new && !new.keys.contains { $0.contains(".roost-") })
        for limit in 0..<calls {
            let machine = try prepared(scenario, PowerCut(after: limit))
            _ = perform(scenario, on: machine, .commit)
            let end = try settle(machine, cutAt: limit, nil, nil)
            #expect(machine.tree.keys.sorted() == (end == "done" ? new : old).keys.sorted(), "cut at \(limit)")
            if end != "done" { #expect(try machine.users() == (50, 0)) }
        }
        _ = try uncut(scenario, .rollback)
    }

    /// Recovers, and returns how it ended.
    private func settle(
        _ machine: Machine, cutAt limit: Int, _ old: [String: String]?, _ new: [String: String]?
    ) throws -> String {
        let report = try machine.recover()
        #expect(report.findings.allSatisfy { $0.problem == nil }, "cut at \(limit): \(report.findings)")
        guard let record = try machine.table().list(limit: 1, before: nil).first else {
            if let old { #expect(machine.tree == old, "cut at \(limit)") }
            return "rolled-back"
        }
        #expect(try machine.table().open().isEmpty)
        #expect(try machine.outcomes(of: record.id).count == 1, "cut at \(limit)")
        if let tree = record.outcome == "done" ? new : old { #expect(machine.tree == tree, "cut at \(limit), \(record.outcome ?? "-")") }
        return record.outcome ?? "-"
    }
}
