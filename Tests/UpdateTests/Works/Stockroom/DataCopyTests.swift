import Glibc
import Support
import Testing

@testable import Update

@Suite struct DataCopyTests {
    @Test(arguments: ["conf.d", "conf.d/deep", "conf.d/deep/a"])
    func `what a feature exchanges for a link between look and copy is not gone through`(_ name: String) throws {
        let room = try DataRoom()
        try room.write("own", to: "conf.d/deep/a")
        let goals = ["conf.d": "elsewhere", "conf.d/deep": "elsewhere/deep", "conf.d/deep/a": "elsewhere/a"]
        var copy = try room.copy { if $0.hasSuffix("/data/web/\(name)") { room.exchange(name, forLinkTo: goals[name] ?? "") } }
        let fault = #expect(throws: Fault.self) { _ = try copy.copy("conf.d", to: "0") }
        #expect(fault?.kind == .machine && fault?.words.contains("\(name) was exchanged") == true, "\(fault?.words ?? "")")
        for path in ["0/deep/a", "0/a", "0"] { #expect(room.folder.read("copies/\(path)").isEmpty) }
    }

    @Test func `a link on the way, or in the place of copies, leads nowhere either`() async throws {
        let room = try DataRoom()
        try room.write("own", to: "sub/a")
        room.exchange("sub", forLinkTo: "elsewhere")
        await #expect(throws: Fault.self) {
            _ = try await room.stockroom.renewCopies(of: ["sub/a"], of: "web", in: room.folder.path("data/update/web"))
        }
        #expect(room.folder.read("data/update/web/0").isEmpty)
        await #expect(throws: Fault.self) { try await room.stockroom.remove("sub/a", of: "web") }
        #expect(room.folder.read("elsewhere/a") == "secret")

        symlink(room.folder.path("elsewhere"), room.folder.path("copies/0"))
        try room.write("own", to: "b")
        var copy = try room.copy()
        #expect(try copy.copy("b", to: "0") && room.folder.read("copies/0") == "own")
        #expect(room.folder.read("elsewhere/a") == "secret")
    }

    @Test func `a link on the way is none the less one if the name behind it begins with an accent`() throws {
        let room = try DataRoom()
        try room.write("secret", to: "\u{301}a")
        rename(room.folder.path("data/web/\u{301}a"), room.folder.path("elsewhere/\u{301}a"))
        symlink(room.folder.path("elsewhere"), room.folder.path("data/web/sub"))
        var copy = try room.copy()
        #expect(throws: Fault.self) { _ = try copy.copy("sub/\u{301}a", to: "0") }
        #expect(!exists(room.folder.path("copies/0")))
    }

    @Test func `a copy goes once there is a new one, not before`() async throws {
        let room = try DataRoom()
        try room.write("a", to: "a")
        try room.write("b", to: "b")
        let folder = room.folder.path("data/update/web")
        _ = try await room.stockroom.copy(try room.survey(), of: "web", to: folder)
        unlink(room.folder.path("data/web/a"))
        try #require(mkfifo(room.folder.path("data/web/a"), 0o600) == 0)
        #expect(try await room.stockroom.renewCopies(of: ["a", "b"], of: "web", in: folder) == ["a"])
        #expect(room.folder.read("data/update/web/0") == "a")

        var copy = try room.copy()
        #expect(try copy.copy("b", to: "1"))
        var late = try room.copy { _ in unlink(room.folder.path("data/web/b")) }
        #expect(try !late.copy("b", to: "1") && room.folder.read("copies/1") == "b" && !exists(room.folder.path("copies/1.new")))
    }

    @Test func `a file has the mode it has once its bytes are read, and no right that was taken from it meanwhile`() throws {
        for (before, after) in [(0o644, 0o600), (0o4755, 0o755), (0o755, 0o2755)] as [(mode_t, mode_t)] {
            let room = try DataRoom()
            let path = try room.folder.write("own", to: "data/web/a", mode: before)
            let looks = Counter()
            // The second look is at the open file.
            var copy = try room.copy { _ in if looks.next() == 2 { chmod(path, after) } }
            let isCopied = try? copy.copy("a", to: "0")
            #expect(isCopied == ((before | after) & 0o6000 == 0 ? true : nil))
            guard isCopied == true else { continue }
            #expect(try Self.traits(room.folder.path("copies/0"))[0] == Int(S_IFREG | after))
        }
    }

    @Test func `removing follows no link, and takes what nobody can name`() async throws {
        let room = try DataRoom()
        try room.write("own", to: "tree/deep/a")
        symlink(room.folder.path("elsewhere"), room.folder.path("data/web/tree/link"))
        let odd: [CChar] = Array("\(room.folder.path)/data/web/tree/".utf8CString.dropLast()) + [-1, 0]
        close(open(odd, O_WRONLY | O_CREAT, 0o600))
        await room.stockroom.remove(room.folder.path("data/web/tree"))
        #expect(!exists(room.folder.path("data/web/tree")) && room.folder.read("elsewhere/deep/a") == "secret")
    }

    @Test func `a copy has the owner, mode, times and attributes of what it is a copy of`() throws {
        let room = try DataRoom()
        try room.write("own", to: "conf.d/a")
        let path = room.folder.path("data/web/conf.d")
        symlink("a", "\(path)/link")
        if geteuid() == 0 { for name in ["", "/a", "/link"] { lchown(path + name, 65_533, 65_532) } }
        chmod("\(path)/a", 0o640)
        chmod(path, 0o2750)
        for (number, name) in ["/a", "/link", ""].enumerated() {
            let times = [timespec(tv_sec: 1_000_000, tv_nsec: 5), timespec(tv_sec: 2_000_000 + number, tv_nsec: 123_456_789)]
            utimensat(AT_FDCWD, path + name, times, AT_SYMLINK_NOFOLLOW)
        }
        var copy = try room.copy()
        #expect(try copy.copy("conf.d", to: "0"))
        try copy.finish()
        let copied = room.folder.path("copies/0")
        for name in ["", "/a", "/link"] { #expect(try Self.traits(copied + name) == Self.traits(path + name), "\(name)") }
        #expect(room.folder.read("copies/0/a") == "own")
    }

    @Test(arguments: [
        ("user.origin", Array("here".utf8)), ("user.empty", []), ("system.posix_acl_access", FileAttribute.access),
        ("system.posix_acl_default", FileAttribute.access), ("security.capability", FileAttribute.capability),
    ])
    func `attributes, lists of access and capabilities come with it`(_ name: String, _ value: [UInt8]) throws {
        let room = try DataRoom()
        try room.write("own", to: "conf.d/a")
        let file = name.hasSuffix("_default") ? "conf.d" : "conf.d/a"
        if name.hasPrefix("security."), geteuid() != 0 { return }
        guard FileAttribute(name, of: room.folder.path("data/web/\(file)")).set(value) else { return }
        var copy = try room.copy()
        #expect(try copy.copy(file, to: "0"))
        #expect(FileAttribute(name, of: room.folder.path("copies/0")).value == value)
        let modes = try ["data/web/\(file)", "copies/0"].map { try Self.traits(room.folder.path($0))[0] }
        #expect(modes[0] == modes[1])
    }

    private final class Counter {
        private var count = 0

        func next() -> Int {
            count += 1
            return count
        }
    }

    private static func traits(_ path: String) throws -> [Int] {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw SystemError("lstat \(path)") }
        return [
            Int(status.st_mode), Int(status.st_uid), Int(status.st_gid), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        ]
    }
}
