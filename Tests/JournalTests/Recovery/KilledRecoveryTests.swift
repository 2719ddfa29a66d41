import Contracts
import Glibc
import Support
import Testing

@testable import Journal

/// The real program, killed at a real call, and started again.
@Suite struct KilledRecoveryTests {
    private static let operations: [JournalContract.Operation] = [
        .move(from: "new", to: "it"), .writeFile(path: "written", content: .text("2"), mode: nil), .removeTree(path: "gone"),
        .armTrial(previous: "a", slot: "b", deadline: 60), .swapLink(link: "@home/slots/current", to: "b"),
    ]

    private func machine() throws -> Machine {
        let machine = try Machine()
        for name in ["it", "new", "written"] { try machine.put(name, name) }
        try machine.makeFolder("gone")
        try machine.put("gone/file", "1")
        try machine.makeSlots()
        return machine
    }

    /// It says nothing.
    private static let strace = ["-f", "-qq", "-o", "/dev/null"]

    private func recover(_ machine: Machine, killedAt number: Int? = nil, dryRun: Bool = false) throws -> (
        end: ServerProcess.End?, output: String
    ) {
        machine.turnOff()
        let command = [Binaries.roost, "roost-journal", "--recover-only", "--home", machine.folder.path] + (dryRun ? ["--dry-run"] : [])
        let calls = "renameat,renameat2,unlinkat,fdatasync"
        let trace = number.map { Self.strace + ["-e", "trace=\(calls)", "-e", "inject=\(calls):signal=KILL:when=\($0)"] }
        let process = trace.map { ("strace", $0 + command) } ?? (command[0], Array(command.dropFirst()))
        let running = try ServerProcess(process.0, process.1)
        let end = try running.waitForEnd(within: .seconds(60))
        return (end, running.output)
    }

    @Test(arguments: [0, 1, 2, 3])
    func `recovery killed at any call and started again ends with the old`(_ advances: Int) throws {
        for number in 1...40 {
            let machine = try machine()
            let old = machine.tree
            let id = try machine.begin(Self.operations).id
            for _ in 0..<advances { try machine.advance(id) }
            let first = try recover(machine, killedAt: number)
            let second = try recover(machine)
            #expect(second.end == .exited(0))
            #expect(machine.tree == old, "killed at call \(number)")
            try machine.turnOn()
            #expect(try machine.record(id).outcome == "rolled-back" && machine.outcomes(of: id).count == 1)
            if first.end == .exited(0) { return #expect(number > 1, "it was never killed") }
        }
        Issue.record("more calls than expected")
    }

    @Test(arguments: ["ENOSYS", "EPERM"])
    func `on a Linux that does not know openat2 recovery does the same`(_ error: String) throws {
        let machine = try machine()
        let old = machine.tree
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        machine.turnOff()
        let trace = Self.strace + ["--seccomp-bpf", "-e", "trace=openat2", "-e", "inject=openat2:error=\(error)"]
        let recovery = try ServerProcess(
            "strace", trace + [Binaries.roost, "roost-journal", "--recover-only", "--home", machine.folder.path])
        #expect(try recovery.waitForEnd(within: .seconds(60)) == .exited(0), "\(recovery.errors)")
        #expect(machine.tree == old)
    }

    @Test func `a commit that was cut is finished, and the report is JSON`() throws {
        let machine = try machine()
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        try machine.table().apply([.phase(.commit)], to: id)
        let look = try recover(machine, dryRun: true)
        #expect(look.end == .exited(1) && look.output.contains("\"dryRun\":true") && look.output.contains("finish the commit"))
        #expect(try recover(machine).end == .exited(0))
        try machine.turnOn()
        #expect(try machine.record(id).outcome == "done" && !machine.tree.keys.contains { $0.contains(".roost-") })
    }

    @Test func `a dry run leaves every file of the home as it is, the journal's own too`() throws {
        let machine = try machine()
        let id = try machine.begin(Self.operations).id
        for _ in 0..<2 { try machine.advance(id) }
        machine.turnOff()
        let before = Tree.read(machine.folder.path)
        _ = try recover(machine, dryRun: true)
        #expect(Tree.read(machine.folder.path) == before)
    }
}
