import Glibc
import Support
import Testing

@testable import Update

/// What a feature may do to have more copied, listed or removed than is good, or to have a part taken for the whole.
@Suite struct DataBoundsTests {
    @Test func `all of it together is bounded, in files and in bytes`() throws {
        let room = try DataRoom()
        for number in 0..<600 { try room.write("", to: "\(number % 2)/\(number)") }
        try room.write(String(repeating: "x", count: 3 << 20), to: "large/a")
        try room.write(String(repeating: "x", count: 2 << 20), to: "large/b")
        var copy = try room.copy()
        #expect(try copy.copy("0", to: "0") && copy.copy("1", to: "1") && copy.files == 602)
        try copy.finish()
        for number in 0..<600 { try room.write("", to: "0/more-\(number)") }
        for piece in ["0", "large"] {
            var copy = try room.copy()
            let isThere = try piece == "large" || copy.copy("1", to: "1")
            let fault = #expect(throws: Fault.self) { _ = try copy.copy(piece, to: "2") }
            #expect(isThere && fault?.kind == .machine && fault?.words.contains("more than 4 MiB or 1000 files") == true)
        }
    }

    /// A listing that leaves off behind them must not look like a whole one.
    @Test func `pipes and sockets hide no file that is to be kept`() throws {
        let room = try DataRoom()
        _ = try room.folder.makeFolder("data/web/spool")
        for number in 0..<900 { try #require(mkfifo(room.folder.path("data/web/spool/p\(number)"), 0o600) == 0) }
        for number in 0..<99 { try room.write("", to: "spool/f\(number)") }
        #expect(try room.survey().kept.map(\.files) == [1000])
        var whole = try room.copy()
        #expect(try whole.copy("spool", to: "0") && whole.files == 1000)
        #expect((0..<99).allSatisfy { exists(room.folder.path("copies/0/f\($0)")) })

        for number in 99..<200 { try room.write("", to: "spool/f\(number)") }
        let pieces = try room.survey()
        #expect(pieces.kept.isEmpty && pieces.left.mapValues(\.names) == [.many: ["spool"]])
        var copy = try room.copy()
        #expect(throws: Fault.self) { _ = try copy.copy("spool", to: "1") }
        #expect(!exists(room.folder.path("copies/1")))
    }

    @Test func `a survey looks at so many entries and no more, and says what it has not looked at`() throws {
        let room = try DataRoom()
        for path in ["a", "b/a", "b/b", "c/a", "c/b", "d/a"] { try room.write("", to: path) }
        #expect(try room.survey(lookingAt: 20).kept.map(\.path) == ["a", "d", "b", "c"])
        let pieces = try room.survey(lookingAt: 7)
        #expect(pieces.kept.map(\.path) == ["a", "b"] && pieces.left.mapValues(\.names) == [.many: ["d", "c"]])
        #expect(try room.survey(lookingAt: 3).left[.many]?.names.first == "*")
    }

    @Test func `folders above databases are no pieces, what is in them is`() throws {
        let room = try DataRoom()
        for path in ["one/two/app.db", "one/two/app.db-wal", "one/two/notes", "one/more/a", "one/\u{301}/app.db", "one/\u{301}/b"] {
            try room.write("x", to: path)
        }
        let databases = [DatabaseFile(path: "one/two/app.db", size: 1), DatabaseFile(path: "one/\u{301}/app.db", size: 1)]
        #expect(try room.survey(beside: databases).kept.map(\.path).sorted() == ["one/more", "one/two/notes", "one/\u{301}/b"])
    }

    @Test func `data on a disk of its own is left as it is: no move leads there`() throws {
        let (room, disk) = (try DataRoom(), try TemporaryFolder("disk", inMemory: true))
        var (here, there) = (stat(), stat())
        guard stat(room.folder.path, &here) == 0, stat(disk.path, &there) == 0, here.st_dev != there.st_dev else { return }
        try disk.write("", to: "settings")
        try disk.write("", to: "conf.d/a")
        rmdir(room.folder.path("data/web"))
        symlink(disk.path, room.folder.path("data/web"))
        let pieces = try room.survey()
        #expect(pieces.kept.isEmpty && pieces.left.mapValues(\.names) == [.mounted: ["conf.d", "settings"]])
        var copy = try room.copy()
        #expect(throws: Fault.self) { _ = try copy.copy("settings", to: "0") }
    }

    @Test func `removing ends, however much there is, and the next one takes the rest`() throws {
        let room = try DataRoom()
        for number in 0..<600 { try room.write("", to: "tree/\(number % 3)/\(number)") }
        let top = try #require(try DataFolder(room.folder.path("data/web")))
        func count() throws -> Int {
            let tree = try #require(try top.folder("tree"))
            return try (0..<3).reduce(0) { $0 + (try tree.folder("\($1)")?.entries(atMost: 1000).count ?? 0) }
        }
        top.remove("tree", atMost: 100)
        #expect(try (500..<600).contains(count()))
        top.remove("tree", atMost: 602)
        #expect(exists(room.folder.path("data/web")) && !exists(room.folder.path("data/web/tree")))
    }
}
