import Glibc
import Support
import Testing

@testable import Files

struct SmallFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a file is read whole if it has no more than the bound`() throws {
        let path = try folder.write("12345", to: "file")
        #expect(try SmallFile.whole(path, atMost: 5) == Array("12345".utf8))
        #expect(try SmallFile.whole(path, atMost: 6) == Array("12345".utf8))
        #expect(throws: FileFailure.tooLong(path: path, limit: 4, size: 5)) { try SmallFile.whole(path, atMost: 4) }
        let large = try folder.write([UInt8](repeating: 7, count: 100_000), to: "large")
        #expect(try SmallFile.whole(large, atMost: 100_000)?.count == 100_000)
    }

    @Test func `of a longer one its beginning can be had`() throws {
        let path = try folder.write("12345", to: "file")
        #expect(try SmallFile.beginning(path, atMost: 2) == Array("12".utf8))
        #expect(try SmallFile.beginning(path, atMost: 9) == Array("12345".utf8))
        #expect(try SmallFile.beginning(path, atMost: 0) == [])
    }

    @Test func `files that tell no size are bounded as well`() throws {
        #expect(try SmallFile.whole("/proc/self/stat", atMost: 4096)?.isEmpty == false)
        #expect(throws: FileFailure.tooLong(path: "/proc/self/stat", limit: 3, size: nil)) {
            try SmallFile.whole("/proc/self/stat", atMost: 3)
        }
        #expect(try SmallFile.beginning("/proc/self/stat", atMost: 3)?.count == 3)
    }

    @Test func `what is not there is nil, and what cannot be reached an error`() throws {
        try folder.write("", to: "file")
        #expect(try SmallFile.whole(folder.path("none"), atMost: 1) == nil)
        #expect(try SmallFile.beginning(folder.path("none"), atMost: 1) == nil)
        #expect(throws: FileFailure.system(code: ENOTDIR, doing: "open", path: folder.path("file/a"))) {
            try SmallFile.whole(folder.path("file/a"), atMost: 1)
        }
    }

    @Test func `what is no regular file is refused, and a pipe not waited for`() throws {
        _ = try folder.makeFolder("folder")
        mkfifo(folder.path("pipe"), 0o600)
        for path in [folder.path("folder"), folder.path("pipe"), "/dev/zero"] {
            #expect(throws: FileFailure.notRegular(path: path)) { try SmallFile.whole(path, atMost: 9) }
            #expect(throws: FileFailure.notRegular(path: path)) { try SmallFile.beginning(path, atMost: 9) }
        }
    }

    @Test func `a link is followed, or refused where somebody else may have made it`() throws {
        try folder.write("text", to: "file")
        symlink("file", folder.path("link"))
        #expect(try SmallFile.whole(folder.path("link"), atMost: 9) == Array("text".utf8))
        #expect(throws: FileFailure.system(code: ELOOP, doing: "open", path: folder.path("link"))) {
            try SmallFile.whole(folder.path("link"), atMost: 9, links: .refused)
        }
    }

    @Test func `an open file is read from where it is, to its end or the bound`() throws {
        let file = open(try folder.write("12345", to: "file"), O_RDONLY)
        defer { close(file) }
        #expect(try SmallFile.rest(of: file, atMost: 2, "it") == Array("12".utf8))
        #expect(try SmallFile.rest(of: file, atMost: 9, "it") == Array("345".utf8))
        lseek(file, 0, SEEK_SET)
        #expect(try SmallFile.whole(of: file, atMost: 5, "it") == Array("12345".utf8))
        #expect(throws: FileFailure.tooLong(path: "it", limit: 4, size: 5)) { try SmallFile.whole(of: file, atMost: 4, "it") }
        #expect(throws: FileFailure.system(code: EBADF, doing: "read", path: "it")) { try SmallFile.rest(of: -1, atMost: 9, "it") }
    }
}
