import Support
import Testing

@testable import Launch

@Suite("Users, rights, addresses: the launcher's small values")
struct SmallValuesTests {
    private func files() throws -> (AccountFiles, TemporaryFolder) {
        let folder = try TemporaryFolder.open()
        let users = try folder.file("passwd", "root:x:0:0:root:/root:/bin/sh\nproxy:x:13:14::/:\n99:x:13:14::/:\nbroken\n:::\n")
        let groups = try folder.file("group", "root:x:0:\nnet:x:30:proxy,mail\nlog:x:31:proxy\nodd:x:y:proxy\n")
        return (AccountFiles(users: users, groups: groups), folder)
    }

    @Test func `a user has all the groups it is a member of`() throws {
        let (files, folder) = try files()
        let account = try UserAccount(named: "proxy", in: files)
        #expect((account.user, account.group) == (13, 14))
        #expect(account.supplementary == [30, 31])
        _ = folder
    }

    @Test(arguments: [("13", 13, 14), ("4242:7", 4242, 7), ("proxy:net", 13, 30), ("0:log", 0, 31)] as [(String, UInt32, UInt32)])
    func `users and groups are named or numbered`(text: String, user: UInt32, group: UInt32) throws {
        let (files, folder) = try files()
        let account = try UserAccount(named: text, in: files)
        #expect((account.user, account.group) == (user, group))
        _ = folder
    }

    @Test(arguments: ["ghost", "", ":", "proxy:", "proxy:ghost", "1:2:3", "-1", "broken"])
    func `who is not there is nobody`(text: String) throws {
        let (files, folder) = try files()
        #expect(throws: LaunchFailure.self) { try UserAccount(named: text, in: files) }
        _ = folder
    }

    @Test func `a number nobody has is a user with a group of that number`() throws {
        let (files, folder) = try files()
        #expect(try UserAccount(named: "4242", in: files).group == 4242)
        _ = folder
    }

    @Test(arguments: [(1, 0x1FFF), (2, 0x3FFF), (3, 0x7FFF), (4, 0x7FFF), (5, 0xFFFF), (7, 0xFFFF)] as [(Int, UInt64)])
    func `each Landlock gets only the rights it knows`(version: Int, bits: UInt64) {
        #expect(FileRights.all.known(to: version) == bits)
    }

    @Test func `data may not be executed, programs may not be written`() {
        #expect(!FileRights.writing.contains(.execute))
        #expect(FileRights.reading.isDisjoint(with: [.writeFile, .truncate, .changeFolder]))
    }

    @Test func `capabilities are read from a status`() {
        let root = Capabilities.parse(status: ["Name:\tx", "CapEff:\t000001fffeffffff"])
        #expect(root.mayChangeUser && root.mayMakeNamespaces && !root.mayRaiseLimits)
        #expect(Capabilities.parse(status: []) == .none)
    }

    @Test(arguments: [
        ("http://h", "h", "80", "h", "/"), ("http://h:81/a?b#c", "h", "81", "h:81", "/a?b"),
        ("http://[::1]:8080/x", "::1", "8080", "[::1]:8080", "/x"), ("http://h?q", "h", "80", "h", "/?q"),
    ])
    func `an address is split`(text: String, host: String, port: String, authority: String, path: String) throws {
        let url = try #require(ProbeURL(parsing: text))
        #expect([url.host, url.port, url.authority, url.path] == [host, port, authority, path])
    }

    @Test(arguments: [
        "https://h/", "h", "http://", "http:///x", "http://h:99999/", "http://h:/", "http://u@h/", "http://h/\r\nX: y", "http://[::1",
    ])
    func `an address that cannot be asked is refused`(text: String) {
        #expect(ProbeURL(parsing: text) == nil)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK", 200), ("HTTP/1.0 404", 404), ("HTTP/2 200 OK", nil), ("200 OK", nil), ("HTTP/1.1 20 x", nil), ("", nil),
        ] as [(String, Int?)])
    func `a status line has its number`(line: String, status: Int?) {
        #expect(HTTPProbe.status(of: line) == status)
    }
}
