import Glibc
import Support
import Testing

@testable import Files

struct DurableFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [true, false])
    func `a file is replaced, and nothing left beside it`(_ synced: Bool) throws {
        let path = try folder.write("old", to: "file", mode: 0o640)
        try DurableFile.replace(path, with: Array("new".utf8), synced: synced)
        #expect(folder.read("file") == "new" && !exists(path + ".new"))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600, "its owner's alone, unless it is said")
    }

    @Test func `large content is written whole, none too`() throws {
        let bytes = [UInt8](repeating: 9, count: 300_000)
        try DurableFile.replace(folder.path("file"), with: bytes)
        #expect(readBytes(folder.path("file")) == bytes)
        try DurableFile.replace(folder.path("file"), with: [])
        #expect(readBytes(folder.path("file")).isEmpty && exists(folder.path("file")))
    }

    @Test func `what a cut has left is written over`() throws {
        let path = try folder.write("old", to: "file")
        try folder.write("half of something longer", to: "file.new")
        try DurableFile.replace(path, with: Array("new".utf8))
        #expect(folder.read("file") == "new" && !exists(path + ".new"))
    }

    @Test func `a link or a pipe in the way leads nowhere, and is gone`() throws {
        let path = try folder.write("old", to: "file")
        try folder.write("other", to: "other")
        symlink("other", path + ".new")
        try DurableFile.replace(path, with: Array("new".utf8))
        #expect(folder.read("file") == "new" && folder.read("other") == "other")
        #expect(mkfifo(path + ".new", 0o600) == 0)
        // As if somebody read from it: else opening it would fail.
        let reader = open(path + ".new", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        try DurableFile.replace(path, with: Array("newer".utf8))
        #expect(folder.read("file") == "newer")
    }

    @Test func `what cannot be put in its place leaves nothing behind`() throws {
        let path = try folder.makeFolder("file")
        #expect(throws: FileFailure.system(code: EISDIR, doing: "rename", path: path + ".new")) { try DurableFile.replace(path, with: [1]) }
        #expect(!exists(path + ".new"))
        #expect(throws: FileFailure.system(code: ENOENT, doing: "open", path: folder.path("none/file.new"))) {
            try DurableFile.replace(folder.path("none/file"), with: [1])
        }
    }

    @Test func `a disk that is full leaves the old file`() throws {
        #expect(throws: FileFailure.system(code: ENOSPC, doing: "write", path: "it")) {
            let full = open("/dev/full", O_WRONLY)
            defer { close(full) }
            try DurableFile.write([1, 2][...], to: full, "it")
        }
    }
}
