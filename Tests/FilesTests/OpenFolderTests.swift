import Glibc
import Support
import Testing

@testable import Files

struct OpenFolderTests {
    private let folder: TemporaryFolder
    private let opened: OpenFolder

    init() throws {
        folder = try TemporaryFolder()
        opened = try OpenFolder(folder.path)
    }

    /// No UTF-8.
    private static let odd: [CChar] = [0x61, CChar(bitPattern: 0xFF), 0]

    @Test func `names are told as bytes, and as text where they are`() throws {
        try folder.write("", to: "b")
        try folder.write("", to: ".a")
        close(openat(opened.descriptor, Self.odd, O_CREAT | O_WRONLY, 0o600))
        #expect(Set(try opened.entries(atMost: 9)) == [Self.odd, [0x62, 0], [0x2E, 0x61, 0]])
        let (names, unnamed) = try opened.names(atMost: 9)
        #expect(names == [".a", "b"] && unnamed == 1)
        #expect(try Set(opened.namesMended(atMost: 9)) == [".a", "b", "a\u{FFFD}"])
        #expect(try opened.entries(atMost: 2).count == 2 && opened.entries(atMost: 0).isEmpty)
    }

    @Test func `a folder is made where there is none, in one that is there`() throws {
        for _ in 0..<2 { try OpenFolder.make(folder.path("made")) }
        #expect(try opened.names(atMost: 9).names == ["made"])
        let failure = #expect(throws: FileFailure.self) { try OpenFolder.make(folder.path("no/such")) }
        #expect(failure == .system(code: ENOENT, doing: "make", path: folder.path("no/such")))
    }

    @Test func `a folder is listed anew each time`() throws {
        try folder.write("", to: "a")
        #expect(try opened.names(atMost: 9).names == ["a"])
        try folder.write("", to: "b")
        #expect(try opened.names(atMost: 9).names == ["a", "b"])
    }

    @Test func `a folder that was removed holds nothing`() throws {
        let gone = try OpenFolder(folder.makeFolder("gone"))
        rmdir(folder.path("gone"))
        #expect(try gone.entries(atMost: 9).isEmpty)
    }

    @Test func `what vanishes between a look and the next call is nil`() throws {
        #expect(try opened.status(of: "none") == nil && opened.file("none") == nil && opened.folder("none") == nil)
    }

    @Test func `no link is followed`() throws {
        try folder.write("text", to: "sub/file")
        symlink("sub", folder.path("link"))
        #expect(try opened.status(of: "link")?.kind == S_IFLNK && opened.status(of: "sub")?.kind == S_IFDIR)
        let link = folder.path("link")
        #expect(throws: FileFailure.system(code: ENOTDIR, doing: "open", path: link)) { try opened.folder("link") }
        #expect(throws: FileFailure.system(code: ELOOP, doing: "open", path: link)) { try opened.file("link") }
        let file = try #require(try opened.folder("sub")?.file("file"))
        defer { close(file) }
        #expect(try SmallFile.rest(of: file, atMost: 9, "it") == Array("text".utf8))
    }

    @Test func `a pipe is not waited for`() throws {
        mkfifo(folder.path("pipe"), 0o600)
        let pipe = try #require(try opened.file("pipe"))
        close(pipe)
    }

    @Test func `it is the folder that was opened, wherever its name leads`() throws {
        try folder.write("one", to: "sub/file")
        let sub = try #require(try opened.folder("sub"))
        rename(folder.path("sub"), folder.path("moved"))
        try folder.write("two", to: "sub/other")
        #expect(try sub.names(atMost: 9).names == ["file"] && sub.path == folder.path("sub"))
    }

    @Test func `names are synced where they are`() throws {
        try opened.sync()
        try OpenFolder.sync(folderOf: folder.path("file"))
        #expect(throws: FileFailure.system(code: ENOENT, doing: "open", path: folder.path("none"))) {
            try OpenFolder.sync(folderOf: folder.path("none/file"))
        }
        let null = OpenFolder(adopting: open("/proc/self", O_RDONLY | O_DIRECTORY), "/proc/self")
        #expect(throws: FileFailure.system(code: EINVAL, doing: "sync", path: "/proc/self")) { try null.sync() }
    }
}
