import Contracts
import Glibc
import Storage
import Support
import Testing

@testable import Journal

/// Recovery as a whole: what it finds, does, counts, leaves alone and tells.
@Suite struct RecoveryPassTests {
    private let machine: Machine
    private let old: [String: String]

    init() throws {
        machine = try Machine()
        try machine.put("it", "1")
        try machine.put("new", "2")
        try machine.makeSlots()
        old = machine.tree
    }

    private func begin(advancing times: Int, _ operations: [JournalContract.Operation]) throws -> Int64 {
        let id = try machine.begin(operations).id
        for _ in 0..<times { try machine.advance(id) }
        return id
    }

    private static let update: [JournalContract.Operation] = [
        .armTrial(previous: "a", slot: "b", deadline: 60), .swapLink(link: "@home/slots/current", to: "b"),
    ]

    /// What the guard does with the trial.
    private func write(_ trial: Trial, as name: String) throws {
        let file = SlotFile(name, try SlotFile(Trial.name, reading: trial.bytes).pairs)
        try machine.folder.write(String(decoding: file.bytes, as: UTF8.self), to: "slots/\(name)")
    }

    private func trial(_ id: Int64, attempts: Int) -> Trial {
        var trial = Trial(transaction: String(id), previous: .a, slot: .b, deadline: 60)
        (trial.attempts, trial.boot, trial.started) = (attempts, "boot", 1)
        return trial
    }

    @Test func `a slot in its first boot on trial is waited for, and asked about again and again`() throws {
        let id = try begin(advancing: 3, Self.update)
        try write(trial(id, attempts: 1), as: "trial")
        for _ in 0..<12 {
            let report = try machine.recover()
            #expect(report.findings.map(\.decision) == [RecoveryDecision.wait.words])
        }
        #expect(try machine.record(id).recoveries == 0)
        try machine.commit(id)
        #expect(try machine.outcomes(of: id).count == 1)
    }

    @Test(arguments: [0, 2])
    func `any other boot on trial is rolled back`(_ attempts: Int) throws {
        let id = try begin(advancing: 3, Self.update)
        try write(trial(id, attempts: attempts), as: "trial")
        _ = try machine.recover()
        #expect(try machine.record(id).outcome == "rolled-back" && machine.tree == old)
    }

    @Test func `what the guard confirmed is committed, whatever the trial says`() throws {
        let id = try begin(advancing: 3, Self.update)
        try write(trial(id, attempts: 1), as: "confirmed")
        _ = try machine.recover()
        #expect(try machine.record(id).outcome == "done")
        #expect(Tree.linkText(machine.folder.path("slots/current")) == "b")
    }

    @Test func `files of the guard that speak of other slots, or of one that is not current, are about something else`() throws {
        for name in ["trial", "confirmed"] {
            let id = try begin(advancing: 3, Self.update)
            var other = trial(id, attempts: 1)
            other = Trial(transaction: other.transaction, previous: .b, slot: .a, deadline: 60)
            other.attempts = 1
            try write(other, as: name)
            _ = try machine.recover()
            #expect(try machine.record(id).outcome == "rolled-back", "\(name)")
            for file in ["trial", "confirmed"] { unlink(machine.folder.path("slots/\(file)")) }
        }
        let id = try begin(advancing: 3, Self.update)
        try write(trial(id, attempts: 1), as: "confirmed")
        unlink(machine.folder.path("slots/current"))
        try #require(symlink("a", machine.folder.path("slots/current")) == 0)
        _ = try machine.recover()
        #expect(try machine.record(id).outcome == "rolled-back")
        unlink(machine.folder.path("slots/confirmed"))
        #expect(machine.tree == old)
    }

    @Test(arguments: 0...3)
    func `a journal that died in a host that goes on leaves to their owners what is whole`(_ advances: Int) throws {
        let id = try begin(advancing: advances, [.move(from: "new", to: "it")])
        let tree = machine.tree
        let report = try machine.recover(at: .restart)
        if advances == 2 {
            #expect(try machine.record(id).outcome == "rolled-back" && machine.tree == old)
        } else {
            #expect(report.findings.map(\.decision) == [RecoveryDecision.leave.words])
            #expect(try machine.record(id).outcome == nil && machine.record(id).recoveries == 0 && machine.tree == tree)
            for _ in advances..<3 { try machine.advance(id) }
            try machine.commit(id)
        }
    }

    @Test func `recovery as at a boot is done once in each run of the host, and again if it could not be wholly`() throws {
        _ = try machine.folder.makeFolder("run")
        let run = HostRun(boot: "b0", pid: 17, start: "99")
        func start(_ run: HostRun, _ deeds: Deeds = Deeds()) throws -> Boot {
            machine.turnOff()
            try machine.turnOn()
            return try Boot(try #require(machine.store), at: Moment(wall: 1, journal: 1), workshop: try machine.workshop(deeds), in: run)
        }
        let first = try begin(advancing: 3, [.move(from: "new", to: "it")])
        let failed = try start(
            run, Deeds { call, _ throws(OperationFailure) in if call == .rename { throw .system(code: EIO, doing: "rename", name: "it") } })
        #expect(failed.condemned == [first] && failed.outcomes.isEmpty)
        #expect(try start(run).outcomes.map(\.transaction) == [String(first)])
        #expect(machine.tree.filter { !$0.key.hasPrefix("run") } == old)

        let second = try begin(advancing: 3, [.move(from: "new", to: "it")])
        #expect(try start(run).outcomes.isEmpty)
        #expect(try machine.record(second).position == .validation)
        #expect(try start(HostRun(boot: "b0", pid: 18, start: "99")).outcomes.map(\.transaction) == [String(second)])
    }

    @Test func `a run of the host is told by its boot, and its kernel's number and start`() {
        let status = "17 (a) b (c) S 1 " + (5...21).map { "\($0)" }.joined(separator: " ") + " 4711 23\n"
        #expect(HostRun(boot: "b0\n", pid: 17, status: status) == HostRun(boot: "b0", pid: 17, start: "4711"))
        #expect(HostRun("b0 17 4711\n") == HostRun(boot: "b0", pid: 17, start: "4711"))
        for text in ["", "b0 17", "b0 17 4711", "b0 17\n"] { #expect(HostRun(text) == nil) }
        #expect(HostRun.current != nil && HostRun.current == HostRun.current)
    }

    @Test func `what the guard took back is rolled back`() throws {
        let id = try begin(advancing: 3, Self.update)
        for name in ["trial", "current"] { unlink(machine.folder.path("slots/\(name)")) }
        try #require(symlink("a", machine.folder.path("slots/current")) == 0)
        _ = try machine.recover()
        #expect(try machine.record(id).outcome == "rolled-back" && machine.tree == old)
    }

    @Test func `a damaged trial counts as absent and is told`() throws {
        let id = try begin(advancing: 3, Self.update)
        try machine.folder.write("torn", to: "slots/trial")
        let report = try machine.recover()
        #expect(report.notices.contains { $0.contains("slots/trial") })
        #expect(try machine.record(id).outcome == "rolled-back")
    }

    @Test func `a rollback that was begun is never waited with`() throws {
        let id = try begin(advancing: 3, Self.update)
        try write(trial(id, attempts: 1), as: "trial")
        try machine.table().apply([.reason("asked"), .state(n: 1, .undoing)], to: id)
        _ = try machine.recover()
        #expect(try machine.record(id).reason == "asked" && machine.tree == old)
    }

    @Test func `a dry run says what would be done and changes nothing`() throws {
        let id = try begin(advancing: 3, [.move(from: "new", to: "it")])
        let (tree, record) = (machine.tree, try machine.record(id))
        let report = try machine.recover(dryRun: true)
        #expect(report.dryRun && report.findings.map(\.decision) == [RecoveryDecision.rollBack.words])
        #expect(machine.tree == tree)
        #expect(try machine.record(id) == record)
    }

    @Test func `after eight tries it gives up, keeps what is there and says so`() throws {
        let id = try begin(advancing: 3, [.move(from: "new", to: "it")])
        for _ in 0..<RecoveryRule.maximumRecoveries { try machine.table().apply([.recoveries(8)], to: id) }
        let tree = machine.tree
        let report = try machine.recover()
        #expect(report.findings.first?.problem?.contains("given up after 8 recoveries") == true)
        #expect(try machine.record(id).outcome == "rolled-back" && machine.tree == tree)
        #expect(try machine.outcomes(of: id).count == 1)
        #expect(try machine.recover().findings.isEmpty)
    }

    @Test func `each try is counted before it is made`() throws {
        let id = try begin(advancing: 3, [.move(from: "new", to: "it")])
        for count in 1...3 {
            let cut = PowerCut(after: 1)
            _ = try machine.recover(cut)
            #expect(cut.hasHappened)
            #expect(try machine.record(id).recoveries == count)
        }
    }

    @Test func `an operation and a phase of a newer version: what can be is rolled back, and it is told`() throws {
        let id = try begin(advancing: 3, [.move(from: "new", to: "it"), .writeFile(path: "more", content: .text(""), mode: nil)])
        let database = try machine.table().database
        try database.run("UPDATE operations SET json = ? WHERE transaction_id = ? AND n = 1", #"{"do":"teleport","to":"mars"}"#, id)
        try database.run("UPDATE transactions SET phase = 'LEVITATION' WHERE id = ?", id)
        let report = try machine.recover()
        #expect(report.findings.first?.found.contains("LEVITATION") == true)
        #expect(report.findings.first?.problem?.contains("newer version") == true)
        let record = try machine.record(id)
        #expect(record.outcome == "rolled-back" && record.reason?.contains("operation 2") == true)
        #expect(machine.tree["data/app/it"] == old["data/app/it"] && machine.tree["data/app/new"] == old["data/app/new"])
    }

    @Test func `one that cannot be recovered does not keep the others`() throws {
        let stuck = try begin(advancing: 3, [.writeFile(path: "it", content: .text("2"), mode: nil)])
        let other = try begin(advancing: 3, [.removeTree(path: "new")])
        // What was kept has become something that cannot take the name back.
        unlink(machine.path("it"))
        try machine.makeFolder("it")
        try machine.makeFolder("it/sub")
        let report = try machine.recover(
            Deeds { call, name throws(OperationFailure) in
                if name.contains("roost-\(stuck)-") || name == "it" { throw .system(code: EIO, doing: "rename", name: name) }
            })
        #expect(report.findings.map { $0.problem == nil } == [false, true])
        #expect(try machine.record(other).outcome == "rolled-back" && machine.record(stuck).outcome == nil)
        #expect(try machine.record(stuck).operations[0].note?.contains("Input/output error") == true)
        _ = try machine.recover()
        #expect(machine.tree == old)
    }

    @Test func `what was found and done is kept in the journal's stream`() throws {
        _ = try begin(advancing: 3, [.move(from: "new", to: "it")])
        _ = try machine.recover()
        let events = try machine.table().database.values("SELECT body FROM events ORDER BY sequence", as: [UInt8].self)
        #expect(events.count == 2 && String(decoding: events[1], as: UTF8.self).contains("\"findings\""))
    }

    @Test func `what was made where it was moved from, and where it was removed, gives way to the old`() throws {
        _ = try begin(advancing: 3, [.move(from: "new", to: "it")])
        try machine.makeFolder("new")
        try machine.put("new/x", "x")
        _ = try machine.recover()
        #expect(machine.tree == old)
        _ = try begin(advancing: 3, [.removeTree(path: "it")])
        try machine.makeFolder("it")
        _ = try machine.recover()
        #expect(machine.tree == old)
    }
}
