import Glibc
import Support
import Testing

@testable import Files

struct TreeRemovalTests {
    private let folder: TemporaryFolder
    private let opened: OpenFolder

    init() throws {
        folder = try TemporaryFolder()
        opened = try OpenFolder(folder.path)
    }

    private func remove(_ name: String, atMost limit: Int = 1000, deepest: Int = 128) throws -> Bool {
        try TreeRemoval.remove(name, in: opened, atMost: limit, deepest: deepest)
    }

    @Test func `all goes, and nothing that a link leads to`() throws {
        try folder.write("", to: "tree/a/b/c")
        try folder.write("", to: "kept/file")
        symlink("../kept", folder.path("tree/link"))
        mkfifo(folder.path("tree/pipe"), 0o600)
        #expect(try remove("tree") && !exists(folder.path("tree")) && exists(folder.path("kept/file")))
        symlink("kept", folder.path("link"))
        #expect(try remove("link") && exists(folder.path("kept/file")) && !exists(folder.path("link")))
    }

    @Test func `what is not there is removed already`() throws {
        #expect(try remove("none"))
    }

    @Test func `names that are no text go by their bytes`() throws {
        let inner = try OpenFolder(folder.makeFolder("tree"))
        mkdirat(inner.descriptor, [CChar(bitPattern: 0xFF), 0], 0o700)
        close(openat(inner.descriptor, [0x61, CChar(bitPattern: 0xC3), 0], O_CREAT | O_WRONLY, 0o600))
        #expect(try remove("tree") && !exists(folder.path("tree")))
    }

    @Test func `a folder with more names than are read at a time goes too`() throws {
        for number in 0..<600 { try folder.write("", to: "tree/\(number)") }
        #expect(try remove("tree") && !exists(folder.path("tree")))
    }

    @Test func `no more names than are asked for, the innermost first`() throws {
        for number in 0..<5 { try folder.write("", to: "tree/sub/\(number)") }
        #expect(try !remove("tree", atMost: 3))
        #expect(try OpenFolder(folder.path("tree/sub")).entries(atMost: 9).count == 2)
        // Two files, and the folder they were in.
        #expect(try !remove("tree", atMost: 3))
        #expect(!exists(folder.path("tree/sub")) && exists(folder.path("tree")))
        #expect(try !remove("tree", atMost: 0))
        #expect(try remove("tree", atMost: 1) && !exists(folder.path("tree")))
    }

    @Test func `a path leads to what is removed, and more than may be is said`() throws {
        try folder.write("", to: "tree/a/b")
        #expect(throws: FileFailure.tooMany(path: folder.path("tree"), limit: 2)) { try TreeRemoval.remove(folder.path("tree"), atMost: 2) }
        try TreeRemoval.remove(folder.path("tree"))
        #expect(!exists(folder.path("tree")))
        try TreeRemoval.remove(folder.path("tree"))
        try TreeRemoval.remove(folder.path("none/tree"))
    }

    @Test func `what is too deep is said, with what is above it left`() throws {
        try folder.write("", to: "a/b/c/file")
        #expect(throws: FileFailure.tooDeep(path: folder.path("a/b/c"), limit: 2)) { try remove("a", deepest: 2) }
        #expect(exists(folder.path("a/b/c/file")))
        #expect(try remove("a", deepest: 3))
    }

    @Test func `who goes on adding is not followed for ever`() throws {
        _ = try folder.makeFolder("tree")
        var asked = 0
        var removal = TreeRemoval<FileFailure>(
            atMost: 700,
            before: { [folder] _ throws(FileFailure) in
                asked += 1
                mkdir(folder.path("tree/\(asked)"), 0o700)
            }, failed: { failure throws(FileFailure) in throw failure })
        let isGone = try removal.remove("tree", in: opened)
        #expect(!isGone && asked >= 700 && exists(folder.path("tree")))
    }

    @Test func `what asks before each name can end it`() throws {
        for number in 0..<3 { try folder.write("", to: "tree/\(number)") }
        var rest = 2
        var removal = TreeRemoval<Stop>(
            atMost: 100,
            before: { _ throws(Stop) in
                if rest == 0 { throw Stop() }
                rest -= 1
            }, failed: { _ throws(Stop) in })
        #expect(throws: Stop.self) { try removal.remove("tree", in: opened) }
        #expect(try OpenFolder(folder.path("tree")).entries(atMost: 9).count == 2, "the folder was asked for first")
    }

    @Test func `what cannot be removed is told, and all else goes where that is wanted`() throws {
        try folder.write("", to: "tree/deep/file")
        for number in 0..<3 { try folder.write("", to: "tree/\(number)") }
        var told: [FileFailure] = []
        var removal = TreeRemoval<Never>(atMost: 100, deepest: 1, before: { _ in }, failed: { told.append($0) })
        let isGone = removal.remove("tree", in: opened)
        #expect(!isGone)
        #expect(told.contains(.tooDeep(path: folder.path("tree/deep"), limit: 1)))
        #expect(try OpenFolder(folder.path("tree")).names(atMost: 9).names == ["deep"])
    }

    private struct Stop: Error {}
}
