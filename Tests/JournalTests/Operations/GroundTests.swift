import Contracts
import Files
import Glibc
import Support
import Testing

@testable import Journal

/// What is not the caller's, or cannot be worked on safely, is refused before anything is done.
@Suite struct GroundTests {
    private let machine: Machine

    init() throws {
        machine = try Machine()
        try machine.put("file", "1")
        try machine.makeFolder("folder")
    }

    private func refusal(_ operation: JournalContract.Operation) throws -> PlanRefusal? {
        let before = machine.tree
        defer { #expect(machine.tree == before) }
        do {
            _ = try machine.begin([operation])
            return nil
        } catch let refusal as PlanRefusal {
            #expect(try machine.table().open().isEmpty)
            return refusal
        }
    }

    private func ground(_ path: String) throws -> GroundRefusal? {
        guard case .ground(_, let refusal) = try refusal(.writeFile(path: path, content: .text("x"), mode: nil)) else { return nil }
        #expect(refusal.description.contains(path.prefix(20)))
        return refusal
    }

    @Test(arguments: [
        "../other/x", "@data/../other/x", "folder/../file", "@data/./x", "/etc/passwd", "@home/../x", "@data//x", "folder/", "", "@data/",
        "@other/x", "a\u{0}b", "a\nb", ".roost-1-0.old", "folder/.roost-x", String(repeating: "x", count: 256),
        String(repeating: "x/", count: 40) + "x", String(repeating: "xxxxxxxxxxxxxxx/", count: 80) + "x",
    ])
    func `a path that is not plainly below the data folder is malformed`(_ path: String) throws {
        guard case .malformed = try #require(try ground(path)) else { return #expect(Bool(false), "\(path)") }
    }

    @Test(arguments: ["@home/data/other/x", "@home/x", "@home/data/app", "@home/slots", "@home/data/journal/journal.db", "@home/data"])
    func `what was not granted is outside`(_ path: String) throws {
        #expect(try ground(path) == .outside(path: path))
    }

    @Test func `a grant is of a name's bytes, not of what it looks like`() throws {
        let (letter, composed) = ("/h/data/\u{E9}", "@home/data/e\u{301}/x")
        let ground = Ground(home: try machine.home, homePath: "/h", data: "/h/data/app", grants: [letter])
        #expect(try ground.path("@home/data/\u{E9}/x").text == "@home/data/\u{E9}/x")
        #expect(throws: GroundRefusal.outside(path: composed)) { try ground.path(composed) }
    }

    @Test func `a place ends at its slash, whatever accent stands behind it`() throws {
        let ground = Ground(home: try machine.home, homePath: "/h", data: "/h/data/app", grants: [])
        #expect(try ground.path("@data/\u{301}x").text == "@home/data/app/\u{301}x")
        #expect(try ground.path("@home/data/app/\u{301}x").text == "@home/data/app/\u{301}x")
    }

    @Test func `an administrator may work anywhere below the home, but not on the journal's own`() throws {
        let ground = Ground(home: try machine.home)
        #expect(try ground.path("@home/data/app/file").names == ["data", "app", "file"])
        for path in ["@home/data/journal/journal.db", "@home/data/journal", "@home/data", "@data/x", "x", "@home/"] {
            #expect(throws: GroundRefusal.self) { try ground.path(path) }
        }
    }

    @Test func `links on the way and at the end are refused, wherever they lead`() throws {
        try machine.link("inside", to: "folder")
        try machine.link("outside", to: "/etc")
        for path in ["inside/x", "outside/passwd", "inside", "outside", "file/x"] {
            #expect(try ground(path) == .link(path: path))
        }
        #expect(try refusal(.move(from: "outside", to: "x")) == .ground(n: 1, .link(path: "outside")))
    }

    @Test func `a name ends at its slash, whatever accent stands behind it`() throws {
        let outside = try TemporaryFolder("outside")
        try machine.link("outside", to: outside.path)
        try machine.link("up", to: "..")
        for path in ["outside/\u{301}x", "up/\u{301}x"] { #expect(try ground(path) == .link(path: path)) }
        for path in ["../\u{301}x", "@data/../\u{301}x", "/\u{301}x"] {
            guard case .malformed = try ground(path) else { return #expect(Bool(false), "\(path)") }
        }
        let operation = JournalContract.Operation.writeFile(path: "folder/\u{301}x", content: .text("2"), mode: nil)
        let id = try machine.begin([operation]).id
        for _ in 0..<3 { try machine.advance(id) }
        try machine.commit(id)
        #expect(machine.folder.read("data/app/folder/\u{301}x") == "2")
    }

    @Test func `pipes and devices are refused`() throws {
        try #require(mkfifo(machine.path("pipe"), 0o600) == 0)
        guard case .wrongKind = try ground("pipe") else { return #expect(Bool(false)) }
        if geteuid() == 0, mknod(machine.path("null"), S_IFCHR | 0o666, 0x103) == 0 {
            guard case .wrongKind = try ground("null") else { return #expect(Bool(false)) }
        }
        guard case .ground(_, .wrongKind) = try refusal(.move(from: "pipe", to: "x")) else { return #expect(Bool(false)) }
    }

    @Test func `a folder where a file should be, and the other way round`() throws {
        guard case .wrongKind = try ground("folder") else { return #expect(Bool(false)) }
        guard case .ground(_, .wrongKind) = try refusal(.swapLink(link: "file", to: "folder")) else { return #expect(Bool(false)) }
        guard case .ground(_, .wrongKind) = try refusal(.snapshotDatabase(path: "folder", to: "x")) else { return #expect(Bool(false)) }
    }

    @Test func `what is missing is named`() throws {
        #expect(try ground("nowhere/x") == .missing(path: "nowhere/x"))
        #expect(try refusal(.move(from: "nothing", to: "x")) == .ground(n: 1, .missing(path: "nothing")))
    }

    @Test(arguments: ["/etc", "../../journal", "../../../x", "folder/../../../x", "@home/x", ".", ""])
    func `a link may not lead out`(_ goal: String) throws {
        #expect(try refusal(.swapLink(link: "link", to: goal)) != nil)
    }

    @Test func `operations that make no sense are refused with words`() throws {
        let senseless: [JournalContract.Operation] = [
            .move(from: "folder", to: "folder/x"), .move(from: "file", to: "file"), .writeFile(path: "x", content: .text(""), mode: "4755"),
            .writeFile(path: "x", content: .text(""), mode: "rw"), .writeFile(path: "x", content: .base64("!"), mode: nil),
            .writeFile(path: "x", content: .text(String(repeating: "x", count: 600_000)), mode: nil),
            .armTrial(previous: "a", slot: "a", deadline: 60), .armTrial(previous: "a", slot: "b", deadline: 0),
            .armTrial(previous: "a", slot: "c", deadline: 60), .snapshotDatabase(path: "file", to: "file"),
        ]
        for operation in senseless {
            guard case .malformed(1, let words) = try #require(try refusal(operation)) else { return #expect(Bool(false), "\(operation)") }
            #expect(!words.isEmpty)
        }
    }

    @Test func `two transactions cannot change the same place, and the first one is named`() throws {
        let first = try machine.begin([.removeTree(path: "folder")])
        #expect(try refusalBeside { try machine.begin([.writeFile(path: "folder/x", content: .text(""), mode: nil)]) } == first.id)
        #expect(try refusalBeside { try machine.begin([.move(from: "file", to: "folder")]) } == first.id)
        #expect(try machine.begin([.writeFile(path: "x", content: .text(""), mode: nil)]).id > first.id)
        try machine.rollBack(first.id)
        #expect(try machine.begin([.removeTree(path: "folder")]).id > first.id)
    }

    private func refusalBeside(_ body: () throws -> TransactionRecord) throws -> Int64? {
        do {
            _ = try body()
            return nil
        } catch PlanRefusal.conflict(_, _, let transaction) {
            return transaction
        }
    }

    @Test func `one transaction cannot make ready what it moves away`() throws {
        let operations: [JournalContract.Operation] = [
            .writeFile(path: "folder/x", content: .text(""), mode: nil), .removeTree(path: "folder"),
        ]
        #expect(throws: PlanRefusal.self) { try machine.begin(operations) }
    }

    @Test func `a folder swapped for a link after planning is not followed`() throws {
        let outside = try TemporaryFolder("outside")
        let id = try machine.begin([.writeFile(path: "folder/x", content: .text("evil"), mode: nil)]).id
        rmdir(machine.path("folder"))
        try machine.link("folder", to: outside.path)
        #expect(throws: OperationFailure.ground(.link(path: "@home/data/app/folder/x"))) { try machine.advance(id) }
        #expect(Tree.read(outside.path).isEmpty)
    }

    @Test func `current is led to another slot only behind the trial of that slot`() throws {
        try machine.makeSlots()
        let (trial, link) = (
            JournalContract.Operation.armTrial(previous: "a", slot: "b", deadline: 60),
            JournalContract.Operation.swapLink(link: "@home/slots/current", to: "b")
        )
        for operations in [[link], [link, trial], [trial, .swapLink(link: "@home/slots/current", to: "a")]] {
            #expect(throws: PlanRefusal.self) { try machine.begin(operations) }
        }
        guard case .malformed(1, let words) = try #require(try refusal(link)) else { return #expect(Bool(false)) }
        #expect(words.contains("put an 'arm-trial' of that slot before it"))
        #expect(try machine.begin([trial, link]).operations.count == 2)
    }

    @Test func `the way back of a trial is the slot that runs`() throws {
        try machine.makeSlots()
        guard case .malformed(1, let words) = try #require(try refusal(.armTrial(previous: "b", slot: "a", deadline: 60))) else {
            return #expect(Bool(false))
        }
        #expect(words.contains("slots/current leads to a"))
    }

    @Test func `what the guard goes by is nobody's to move, write or remove`() throws {
        try machine.makeSlots()
        try machine.folder.write("x", to: "slots/confirmed")
        let ground = Ground(home: try machine.home)
        for operation in [
            JournalContract.Operation.removeTree(path: "@home/slots/confirmed"), .removeTree(path: "@home/slots"),
            .writeFile(path: "@home/slots/trial", content: .text(""), mode: nil), .swapLink(link: "@home/slots/fallback", to: "a"),
            .move(from: "@home/slots/confirmed", to: "@home/data/app/x"),
        ] {
            var planning = try Planning(ground: ground, transaction: 1, touches: [])
            guard case .malformed(1, let words) = #expect(throws: PlanRefusal.self, performing: { try planning.plan([operation]) }) else {
                return #expect(Bool(false), "\(operation)")
            }
            #expect(words.contains("is the guard's"))
        }
    }

    @Test(arguments: [true, false])
    func `a way is gone name by name as in one call`(_ crossing: Bool) throws {
        try machine.makeFolder("folder/deeper")
        try machine.makeFolder("folder/\u{301}")
        try machine.link("link", to: "folder")
        let home = try machine.home
        func kinds(_ open: (Int32, String, Bool) -> Int32) -> [Int32] {
            ["folder/deeper", "folder", "link/deeper", "link/\u{301}", "link", "file", "none/x", "folder/none"].map { path in
                let opened = open(home.descriptor, "data/app/\(path)", crossing)
                defer { close(opened) }
                return opened < 0 ? errno : 0
            }
        }
        let walked = kinds { FolderWalk.openBeneath($0, $1, crossing: $2) }
        #expect(walked == [0, 0, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOENT, ENOENT])
        let called = kinds { FolderCall.openBeneath($0, $1, crossing: $2) }
        if !called.contains(ENOSYS) { #expect(called.map { $0 == ELOOP ? ENOTDIR : $0 } == walked) }
    }

    @Test func `another file system on a walked way is refused`() throws {
        let root = try OpenFolder("/")
        #expect(FolderWalk.openBeneath(root.descriptor, "proc/self", crossing: false) < 0 && errno == EXDEV)
    }

    @Test func `names that a lost journal left are not taken for new ones`() throws {
        try machine.put(".roost-17-0.old", "from another life")
        let operations: [JournalContract.Operation] = [.writeFile(path: "file", content: .text("2"), mode: nil)]
        #expect(throws: PlanRefusal.self) { try machine.begin(operations, number: { _ in 17 }) }
        #expect(try machine.begin(operations, number: { _ in 18 }).id == 18)
    }
}
