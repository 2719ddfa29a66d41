import Glibc
import Support
import Testing

@testable import Update

@_silgen_name("setxattr") private func setxattr(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>, _ value: UnsafePointer<CChar>, _ size: Int, _ flags: Int32
) -> Int32
@_silgen_name("getxattr") private func getxattr(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>, _ value: UnsafeMutableRawPointer?, _ size: Int
) -> Int

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
        let hasAttributes = setxattr("\(path)/a", "user.origin", "here", 4, 0) == 0 && setxattr(path, "user.folder", "", 0, 0) == 0
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
        guard hasAttributes else { return }
        var value = [UInt8](repeating: 0, count: 8)
        #expect(getxattr("\(copied)/a", "user.origin", &value, 8) == 4 && value.prefix(4).elementsEqual("here".utf8))
        #expect(getxattr(copied, "user.folder", nil, 0) == 0)
    }

    @Test(.enabled(if: geteuid() == 0)) func `a file's capabilities come with it`() throws {
        let room = try DataRoom()
        try room.write("own", to: "a")
        // Version 2: CAP_NET_BIND_SERVICE, permitted and effective.
        let capability: [UInt8] = [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let isSet = capability.withUnsafeBytes {
            setxattr(room.folder.path("data/web/a"), "security.capability", $0.baseAddress!.assumingMemoryBound(to: CChar.self), 20, 0) == 0
        }
        guard isSet else { return }
        var copy = try room.copy()
        #expect(try copy.copy("a", to: "0"))
        var value = [UInt8](repeating: 0, count: 32)
        #expect(getxattr(room.folder.path("copies/0"), "security.capability", &value, 32) == 20 && Array(value.prefix(20)) == capability)
    }

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

    private static func traits(_ path: String) throws -> [Int] {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw SystemError("lstat \(path)") }
        return [
            Int(status.st_mode), Int(status.st_uid), Int(status.st_gid), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        ]
    }
}
