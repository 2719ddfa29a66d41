import Contracts
import Glibc
import Storage
import Support
import Testing

@testable import Journal

/// What a start has to remove, however much it is, is removed once nobody waits for it.
@Suite struct LeavingsTests {
    /// Switched, and then its user has put something else in the old one's place.
    private func machine(_ scenario: Scenario, files: Int) throws -> (Machine, old: [String: String], Int64) {
        let machine = try Machine()
        try scenario.prepare(machine)
        let old = machine.tree
        let id = try machine.begin(scenario.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        let free = machine.tree["data/app/it"] == nil ? "it" : "new"
        try machine.makeFolder(free)
        for number in 0..<files { try machine.put("\(free)/more-\(number)", "x") }
        return (machine, old, id)
    }

    private static let scenarios = Scenario.files.filter { ["remove a tree", "move a folder over a folder"].contains($0.name) }

    @Test(arguments: scenarios)
    func `rolling back takes as many calls at a start as if there were nothing to remove`(_ scenario: Scenario) throws {
        let calls = try [1, 40].map { files in
            let (machine, _, _) = try machine(scenario, files: files)
            let count = PowerCut()
            _ = try machine.recover(count.deeds, tidying: false)
            return count.count
        }
        #expect(calls[0] == calls[1])
    }

    @Test(arguments: scenarios)
    func `what is left is noted with the end, and removed a few names at a time, in a later start too`(_ scenario: Scenario) throws {
        let (machine, old, id) = try machine(scenario, files: 40)
        _ = try machine.recover(tidying: false)
        #expect(try machine.record(id).outcome == "rolled-back")
        let left = try machine.table().leavings()
        #expect(!left.isEmpty && left.allSatisfy { $0.name.contains(".dropped") })
        #expect(machine.tree.filter { !$0.key.contains("/.roost-") } == old)
        machine.turnOff()
        try machine.turnOn()
        var turns = 0
        for path in try machine.table().leavings() {
            while try !machine.workshop().remove(leaving: path, atMost: 3) { turns += 1 }
        }
        #expect(turns > 10 && machine.tree == old)
        _ = try machine.recover()
        #expect(try machine.table().leavings().isEmpty)
    }

    @Test func `a commit that is finished at a start leaves what it lets go of for later too`() throws {
        let (machine, _, id) = try machine(Self.scenarios[0], files: 3)
        try machine.table().apply([.phase(.commit)], to: id)
        _ = try machine.recover(tidying: false)
        #expect(try machine.record(id).outcome == "done" && !machine.table().leavings().isEmpty)
        _ = try machine.recover()
        #expect(!machine.tree.keys.contains { $0.contains(".roost-") })
    }

    @Test func `what a feature has called as no text can say is removed too`() throws {
        let (machine, old, _) = try machine(Self.scenarios[0], files: 1)
        let made = exists(machine.path("new/more-0")) ? "new" : "it"
        let name: [CChar] = Array("\(machine.path(made))/".utf8CString.dropLast()) + [-1, 0]
        close(open(name, O_WRONLY | O_CREAT, 0o600))
        _ = try machine.recover(tidying: false)
        let path = try #require(try machine.table().leavings().first)
        try #require(try machine.workshop().remove(leaving: path, atMost: 1000))
        _ = try machine.recover()
        #expect(machine.tree == old)
    }

    @Test func `what an earlier start left is not in the way`() throws {
        let (machine, old, id) = try machine(Self.scenarios[0], files: 3)
        let dropped = Tag(transaction: id, operation: 0).name(.dropped)
        for name in [dropped, "\(dropped)/deeper"] { try machine.makeFolder(name) }
        _ = try machine.recover(tidying: false)
        #expect(machine.tree.filter { !$0.key.contains("/.roost-") } == old)
        _ = try machine.recover()
        #expect(machine.tree == old)
    }

    @Test func `beside everything else it is removed turn by turn, and forgotten`() async throws {
        let (machine, old, _) = try machine(Self.scenarios[0], files: 600)
        _ = try machine.recover(tidying: false)
        machine.turnOff()
        let workshop = try machine.workshop()
        try await withLedger(in: machine.folder.path("data/journal")) { ledger in
            await Tidying(ledger: ledger, bench: Workbench(workshop, on: AtOnce())).run()
        }
        try machine.turnOn()
        #expect(try machine.tree == old && machine.table().leavings().isEmpty)
    }

    @Test func `however often it is asked for, one at a time removes what is left`() async throws {
        let (machine, old, _) = try machine(Self.scenarios[0], files: 3)
        _ = try machine.recover(tidying: false)
        let left = try machine.table().leavings().map(\.name)
        machine.turnOff()
        let counted = Shared<[String: Int]>([:])
        let workshop = try machine.workshop(
            Deeds { call, name throws(OperationFailure) in
                if call == .unlink { counted.value[name, default: 0] += 1 }
            })
        try await withLedger(in: machine.folder.path("data/journal")) { ledger in await Self.tidy(ledger, workshop, asking: 3) }
        try machine.turnOn()
        #expect(try machine.tree == old && machine.table().leavings().isEmpty)
        #expect(!left.isEmpty && left.allSatisfy { name in counted.value[name] == 1 })
    }

    @MainActor private static func tidy(_ ledger: Ledger, _ workshop: Workshop, asking times: Int) async {
        let tidying = Tidying(ledger: ledger, bench: Workbench(workshop, on: AtOnce()))
        let asked = (0..<times).map { _ in Task { @MainActor in await tidying.run() } }
        for task in asked { await task.value }
    }

    @Test func `what cannot be removed stays noted, and the rest is removed`() throws {
        let (machine, _, _) = try machine(Self.scenarios[0], files: 1)
        let deep = try machine.table()
        try machine.makeFolder("other")
        try deep.database.transaction { try deep.keep(leavings: [HomePath(["data", "app", "other"]), HomePath(["gone", "x"])]) }
        let failing = Deeds { call, name throws(OperationFailure) in
            if call == .unlink, name == "other" { throw .obstacle("no") }
        }
        try Tidying.run(try #require(machine.store), at: Moment(wall: 1, journal: 1), machine.workshop(failing))
        #expect(try machine.table().leavings().map(\.name) == ["other"])
    }
}

/// Jobs are done where they are asked for.
private final class AtOnce: SerialExecutor {
    func enqueue(_ job: consuming ExecutorJob) { job.runSynchronously(on: asUnownedSerialExecutor()) }
}
