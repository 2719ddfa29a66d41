import Contracts
import Files
import Glibc
import Support
import Testing

@testable import Journal

/// A volume that was mounted when an operation was begun and is not at recovery: what lies on it waits, the rest does not.
@Suite struct VolumeTests {
    /// A machine whose feature has its data on a volume of its own.
    private final class Disk {
        let machine: Machine
        /// On another file system than the machine's memory.
        private let volume: TemporaryFolder
        private let place: String
        private var isMounted = false

        init() throws {
            (machine, volume) = try (Machine(), TemporaryFolder("volume", mode: 0o755))
            place = machine.folder.path("data/app")
            try mount()
            try machine.put("it", "1")
        }

        deinit { if isMounted { umount2(place, 2) } }

        func mount() throws {
            let result = Glibc.mount(volume.path, place, nil, UInt(MS_BIND), nil)
            try #require(result == 0)
            isMounted = true
        }

        func unmount() throws {
            let result = umount2(place, 0)
            try #require(result == 0)
            isMounted = false
        }
    }

    /// Whether this process may mount, and has two file systems to do it with.
    private static let isPossible: Bool = {
        guard geteuid() == 0, let one = try? TemporaryFolder(inMemory: true), let other = try? TemporaryFolder(),
            let devices = try? (OpenFolder(one.path).own.device, OpenFolder(other.path).own.device), devices.0 != devices.1,
            mount(other.path, one.path, nil, UInt(MS_BIND), nil) == 0
        else { return false }
        return umount2(one.path, 0) == 0
    }()

    private static let operations: [JournalContract.Operation] = [
        .writeFile(path: "@home/slots/note", content: .text("2"), mode: nil), .writeFile(path: "it", content: .text("2"), mode: nil),
    ]

    @Test(.enabled(if: isPossible)) func `what lies on a volume that is not there is undone once it is, however late that is`() throws {
        let disk = try Disk()
        let machine = disk.machine
        let old = machine.tree
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        try disk.unmount()
        for _ in 0...RecoveryRule.maximumRecoveries {
            let finding = try #require(try machine.recover().findings.first)
            #expect(finding.problem?.contains("operation 2: the volume of @home/data/app is not there; mount it") == true)
        }
        #expect(machine.tree["slots/note"] == nil)
        #expect(try machine.record(id).position == .rollingBack)
        try disk.mount()
        #expect(try machine.recover().findings.first?.problem == nil)
        #expect(machine.tree == old)
        #expect(try machine.outcomes(of: id).count == 1)
    }

    @Test(.enabled(if: isPossible)) func `a commit on a volume that is not there is finished once it is`() throws {
        let disk = try Disk()
        let machine = disk.machine
        let id = try machine.begin(Self.operations).id
        for _ in 0..<3 { try machine.advance(id) }
        try machine.table().apply([.phase(.commit)], to: id)
        try disk.unmount()
        #expect(try machine.recover().findings.first?.problem != nil)
        try disk.mount()
        #expect(try machine.recover().findings.first?.problem == nil)
        #expect(try machine.record(id).outcome == "done" && !machine.tree.keys.contains { $0.contains(".roost-") })
    }

    @Test func `where volumes are mounted on the way is known`() throws {
        let workshop = Workshop(home: try OpenFolder("/"), child: DatabaseChild())
        #expect(workshop.volumes(of: .removeTree(path: "@home/proc/sys/x")) == [HomePath(["proc"])])
        #expect(workshop.volumes(of: .removeTree(path: "@home/proc")).isEmpty)
    }
}
