import Contracts
import Glibc
import Testing

@testable import Journal

/// A full disk and a failing one: each gets words, and the state is old or new.
@Suite struct FaultTests {
    /// Fails call number `limit` with this error, and no other.
    private static func failing(at limit: Int, _ code: Int32) -> Deeds {
        let cut = PowerCut()
        let counting = cut.deeds
        return Deeds { call, name throws(OperationFailure) in
            try counting.before(call, name)
            if cut.count == limit { throw .system(code: code, doing: "write", name: name) }
        }
    }

    private struct Case: Sendable, CustomTestStringConvertible {
        let scenario: Scenario
        let code: Int32
        var testDescription: String { "\(scenario.name), \(String(cString: strerror(code)))" }
    }

    private static let cases = [ENOSPC, EIO].flatMap { code in Scenario.files.map { Case(scenario: $0, code: code) } }

    @Test(arguments: cases)
    private func `one failing call anywhere, and a rollback restores the old, or the same request goes on`(_ fault: Case) throws {
        for retries in [true, false] {
            for limit in 1... {
                let machine = try Machine(Self.failing(at: limit, fault.code))
                try fault.scenario.prepare(machine)
                let old = machine.tree
                let id = try machine.begin(fault.scenario.operations).id
                guard let failure = try failure(machine, id) else { break }
                #expect(failure.isDiskFull == (fault.code == ENOSPC) && !failure.description.isEmpty)
                if retries {
                    while try machine.record(id).outcome == nil { #expect(try self.failure(machine, id) == nil) }
                    #expect(try machine.record(id).outcome == "done" && !machine.tree.keys.contains { $0.contains(".roost-") })
                } else if try machine.record(id).position != .commit {
                    try machine.rollBack(id)
                    #expect(machine.tree == old, "failed at \(limit)")
                }
            }
        }
    }

    /// Goes on from wherever it is; nil once it is committed.
    private func failure(_ machine: Machine, _ id: Int64) throws -> OperationFailure? {
        do {
            while ![.validation, .commit].contains(try machine.record(id).position) { try machine.advance(id) }
            try machine.commit(id)
            return nil
        } catch let failure as OperationFailure {
            return failure
        }
    }

    @Test(arguments: Scenario.files)
    func `a rollback that fails once is told at boot and succeeds at the next`(_ scenario: Scenario) throws {
        for limit in 1... {
            let machine = try Machine()
            try scenario.prepare(machine)
            let old = machine.tree
            let id = try machine.begin(scenario.operations).id
            for _ in 0..<3 { try machine.advance(id) }
            let deeds = Self.failing(at: limit, EIO)
            let first = try machine.recover(deeds)
            let report = try machine.recover()
            #expect(machine.tree == old && report.findings.allSatisfy { $0.problem == nil })
            #expect(try machine.outcomes(of: id).count == 1)
            if first.findings.first?.problem == nil { break }
        }
    }
}
