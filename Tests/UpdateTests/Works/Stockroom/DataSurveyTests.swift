import Glibc
import Support
import Testing

@testable import Update

@Suite struct DataSurveyTests {
    @Test func `what is beyond a thousand names is counted too`() throws {
        let room = try DataRoom()
        for number in 0..<1010 { try room.write("", to: "f\(number)") }
        let pieces = try room.survey()
        #expect(pieces.kept.count == 16 && pieces.left[.many]?.count == 1010 - 16 && pieces.left[.many]?.names.count == 8)
    }

    @Test func `too large, too many and too deep are told apart`() throws {
        let room = try DataRoom()
        try room.write(String(repeating: "x", count: 5 << 20), to: "cache/a")
        for number in 0..<1001 { try room.write("", to: "spool/\(number)") }
        try room.write("", to: "a/b/c/d/e/f/g/h/i")
        try room.write("", to: "new\nline")
        let odd: [CChar] = Array("\(room.folder.path)/data/web/".utf8CString.dropLast()) + [-1, 0]
        close(open(odd, O_WRONLY | O_CREAT, 0o600))
        defer { unlink(odd) }
        mkfifo(room.folder.path("data/web/pipe"), 0o600)
        symlink("cache", room.folder.path("data/web/link"))
        try room.write("", to: "settings")
        let pieces = try room.survey()
        #expect(pieces.kept.map(\.path) == ["settings"])
        #expect(pieces.left.mapValues(\.names) == [.large: ["cache"], .many: ["spool"], .deep: ["a"], .unnamed: ["new\nline"]])
        #expect(pieces.left[.unnamed]?.count == 2)
    }

    @Test(.enabled(if: geteuid() == 0)) func `a second name of somebody else's file, and a device node, are nobody's settings`() throws {
        let room = try DataRoom(owner: 65_534)
        for name in ["shared", "own", "dev"] { try room.write("own", to: "\(name)/a") }
        link(room.folder.path("elsewhere/a"), room.folder.path("data/web/shared/b"))
        chown(room.folder.path("data/web/own/a"), 65_534, 65_534)
        link(room.folder.path("data/web/own/a"), room.folder.path("data/web/own/b"))
        let hasDevice = mknod(room.folder.path("data/web/dev/null"), S_IFCHR | 0o666, 0x0103) == 0
        let pieces = try room.survey()
        #expect(pieces.kept.map(\.path) == (hasDevice ? ["own"] : ["dev", "own"]))
        #expect(pieces.left[.foreign]?.names == ["shared"] && pieces.left[.device]?.names == (hasDevice ? ["dev"] : nil))
        var copy = try room.copy()
        #expect(throws: Fault.self) { _ = try copy.copy("shared", to: "0") }
        #expect(try copy.copy("own", to: "1"))
    }

    @Test func `what its feature has removed since it was looked at is no piece, and the others keep their order`() async throws {
        let room = try DataRoom()
        for name in ["a", "b", "c"] { try room.write(name, to: name) }
        let pieces = try room.survey()
        unlink(room.folder.path("data/web/a"))
        let folder = room.folder.path("data/update/web")
        let copied = try await room.stockroom.copy(pieces, of: "web", to: folder)
        #expect(copied.kept.map(\.path) == ["b", "c"])
        #expect(room.folder.read("data/update/web/0") == "b" && room.folder.read("data/update/web/1") == "c")
        unlink(room.folder.path("data/web/b"))
        try room.write("more", to: "c")
        #expect(try await room.stockroom.renewCopies(of: ["b", "c"], of: "web", in: folder) == ["b"])
        #expect(room.folder.read("data/update/web/0") == "b" && room.folder.read("data/update/web/1") == "more")
        var status = stat()
        #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700, "nobody else enters before they are in their places")
    }
}
