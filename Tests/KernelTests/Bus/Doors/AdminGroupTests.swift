import Foundation
import Testing

@testable import Kernel
@testable import Launch

/// Whom an admin group lets in, as the machine's own files say.
@Suite struct `An admin group` {
    private func group(_ name: String, users: String = "ann:x:7:9::/:\nbob:x:8:9::/:\n0:x:3:9::/:\n", groups: String) throws -> AdminGroup?
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = AccountFiles(users: folder.path + "/passwd", groups: folder.path + "/group")
        try users.write(toFile: files.users, atomically: false, encoding: .utf8)
        try groups.write(toFile: files.groups, atomically: false, encoding: .utf8)
        return AdminGroup(name, in: files)
    }

    @Test func `lets in who has it as its own group, and who is listed`() throws {
        let admins = try #require(try group("admin", groups: "other:x:30:bob\nadmin:x:31:ann,ghost\n"))
        #expect(admins.gid == 31)
        #expect(admins.contains(uid: 5, gid: 31) && admins.contains(uid: 7, gid: 9))
        #expect(!admins.contains(uid: 8, gid: 9) && !admins.contains(uid: 8, gid: 30))
    }

    @Test(arguments: ["", "admin", "admin:x", "admin:x:", "admin:x:-1:ann", "admin:x:y:ann", "Admin:x:31:ann", "# admin:x:31:ann"])
    func `is not there unless a whole line says so`(groups: String) throws {
        #expect(try group("admin", groups: groups) == nil)
    }

    @Test func `a member is a name, never a number`() throws {
        let admins = try #require(try group("admin", groups: "admin:x:31:8,0\n"))
        #expect(!admins.contains(uid: 8, gid: 9) && !admins.contains(uid: 0, gid: 0) && admins.contains(uid: 3, gid: 9))
    }

    @Test func `a line cut short where reading ends is not believed`() throws {
        let line = "admin:x:3100:ann\n"
        let filler = String(repeating: "x", count: (1 << 20) - 10) + "\n"
        #expect(try group("admin", groups: filler + line) == nil)
        #expect(try group("admin", groups: line + filler)?.gid == 3100)
    }
}
