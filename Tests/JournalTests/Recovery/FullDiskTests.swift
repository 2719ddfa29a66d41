import Contracts
import Glibc
import Support
import Testing

@testable import Journal

/// Real disks that are full, read-only, or another one.
@Suite struct FullDiskTests {
    private let disk: TestDisk
    private let machine: Machine
    private static let operations: [JournalContract.Operation] = [
        .move(from: "new", to: "it"), .writeFile(path: "written", content: .text("2"), mode: nil), .swapLink(link: "current", to: "b"),
    ]

    init() throws {
        disk = try TestDisk(kilobytes: 4096)
        machine = try Machine(on: disk.folder)
        for name in ["it", "new", "written"] { try machine.put(name, name) }
        for name in ["a", "b"] { try machine.makeFolder(name) }
        try machine.link("current", to: "a")
    }

    private var tree: [String: String] { Tree.read(machine.path(".")) }

    private func recover() throws -> (end: ServerProcess.End?, errors: String) {
        machine.turnOff()
        let process = try ServerProcess(Binaries.roost, ["roost-journal", "--recover-only", "--home", machine.folder.path])
        return (try process.waitForEnd(within: .seconds(30)), process.errors)
    }

    @Test func `on a full disk recovery restores the old, though it cannot write that down`() throws {
        let old = tree
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        #expect(tree != old)
        machine.turnOff()
        try disk.fill()
        #expect(try recover().end == .exited(1))
        #expect(tree == old)
        disk.makeRoom()
        #expect(try recover().end == .exited(0))
        #expect(tree == old)
        try machine.turnOn()
        #expect(try machine.record(id).outcome == "rolled-back" && machine.outcomes(of: id).count == 1)
    }

    @Test func `a disk that fills while a transaction is under way ends no worse than rolled back`() throws {
        let old = tree
        let id = try machine.begin(Self.operations).id
        try machine.advance(id)
        try disk.fill()
        #expect(throws: (any Error).self) {
            for _ in 0..<3 { try machine.advance(id) }
        }
        disk.makeRoom()
        try machine.rollBack(id)
        #expect(tree == old)
    }

    @Test func `on a read-only disk recovery says why it cannot, and changes nothing`() throws {
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        machine.turnOff()
        let before = tree
        try disk.makeReadOnly()
        let (end, errors) = try recover()
        #expect(end == .exited(1) && errors.contains("Read-only file system"), "\(errors)")
        #expect(tree == before)
    }

    @Test func `what is on another disk is refused`() throws {
        try machine.makeFolder("other")
        try #require(mount("tmpfs", machine.path("other"), "tmpfs", 0, "size=64k") == 0)
        defer { umount2(machine.path("other"), Int32(MNT_DETACH)) }
        try machine.put("other/file", "1")
        for operation in [
            JournalContract.Operation.move(from: "new", to: "other/x"), .removeTree(path: "other/file"), .move(from: "other", to: "x"),
        ] {
            do {
                _ = try machine.begin([operation])
                Issue.record("\(operation) was taken")
            } catch PlanRefusal.ground(_, .otherFileSystem) {
            }
        }
    }
}
