import Glibc
import Support
import Testing

@testable import roost

@Suite struct `A copied tree` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder("tree")
        _ = try folder.makeFolder("source")
        _ = try folder.makeFolder("source/sub")
        try folder.write("program", to: "source/run", mode: 0o700)
        try folder.write("words", to: "source/sub/text", mode: 0o600)
    }

    @Test func `holds the same files, readable by all, executable where they were`() throws {
        symlink("sub/text", folder.path("source/link"))
        try copy()
        #expect(folder.read("copy/run") == "program" && folder.read("copy/sub/text") == "words" && folder.read("copy/link") == "words")
        #expect(try mode("copy/run") == 0o755 && mode("copy/sub/text") == 0o644 && mode("copy/sub") == 0o755)
    }

    @Test func `lacks the folders left out at the top, and those only`() throws {
        for name in ["source/.git", "source/sub/.git"] {
            _ = try folder.makeFolder(name)
            try folder.write("x", to: "\(name)/x")
        }
        var copy = TreeCopy(leavingOut: [".git"])
        try copy.copy(folder.path("source"), to: folder.path("copy"))
        #expect(Folder(folder.path("copy")).names == ["run", "sub"] && folder.read("copy/sub/.git/x") == "x")
    }

    @Test(arguments: [
        ("exec = ['./run']", [".git", ".venv"]), ("exec = ['./.venv/bin/python', 'x']", [".git"]), ("exec=[\".venv/x\"]", [".git"]),
        ("# cp .git\nexec = ['sh', '-c', 'exec \"./.venv/x\"']", [".git"]), ("exec = ['x', '--in=.git']", [".venv"]),
        ("exec = ['./.venvs/x', '.gi']", [".git", ".venv"]), ("sandbox.read = ['.git/x']", [".venv"]),
    ]) func `lacks hidden folders that the manifest does not name`(manifest: String, leftOut: [String]) throws {
        for name in ["source/.git", "source/.venv"] { _ = try folder.makeFolder(name) }
        try folder.write("x", to: "source/.hidden-file")
        #expect(HiddenFolders(of: folder.path("source")).notNamed(by: Array(manifest.utf8)) == leftOut)
    }

    @Test func `never holds a link that leaves it`() {
        symlink("../../etc/passwd", folder.path("source/sub/link"))
        expectRefusal("leaves the folder")
    }

    @Test func `never holds a pipe or a socket`() {
        mkfifo(folder.path("source/pipe"), 0o600)
        expectRefusal("neither a file, a folder nor a symbolic link")
    }

    @Test func `has bounds in file size, size, number and depth`() throws {
        try folder.write("12345", to: "source/large")
        expectRefusal("larger than 4 B", .init(fileSize: 4))
        expectRefusal("more than 4 B in all", .init(size: 4))
        expectRefusal("more than 2 files", .init(entries: 2))
        expectRefusal("more than 0 folders deep", .init(depth: 0))
    }

    @Test(arguments: [
        ("text", 0, true), ("./a/b", 0, true), ("../text", 1, true), ("../../text", 1, false), ("../text", 0, false), ("/etc", 3, false),
        ("a/../b", 2, false), ("..", 1, true), (".", 0, true),
        ("../\u{301}x", 0, false), ("a/\u{301}x", 0, true),
    ])
    func `a link stays within if it climbs first and no higher than its folder`(place: String, depth: Int, stays: Bool) {
        #expect(TreeCopy.staysWithin(place, depth: depth) == stays)
    }

    @Test func `is removed without following links`() throws {
        try copy()
        symlink(folder.path("source"), folder.path("copy/out"))
        try Folder.remove(folder.path("copy"))
        #expect(access(folder.path("copy"), F_OK) != 0 && folder.read("source/run") == "program")
        try Folder.remove(folder.path("copy"))
    }

    /// A feature may call its files what it likes.
    @Test func `is removed whatever its names are`() throws {
        try copy()
        close(open(odd("copy/sub"), O_CREAT | O_WRONLY, 0o600))
        try Folder.remove(folder.path("copy"))
        #expect(access(folder.path("copy"), F_OK) != 0)
    }

    @Test func `lacks nothing unsaid: a name that is no text is refused`() throws {
        close(open(odd("source/sub"), O_CREAT | O_WRONLY, 0o600))
        expectRefusal("source/sub: a name in it is no text", .init())
    }

    /// No UTF-8.
    private func odd(_ name: String) -> [CChar] { folder.path("\(name)/a").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0] }

    private func copy(_ limits: TreeCopy.Limits = .init()) throws {
        var copy = TreeCopy(limits: limits)
        try copy.copy(folder.path("source"), to: folder.path("copy"))
    }

    private func expectRefusal(_ words: String, _ limits: TreeCopy.Limits = .init()) {
        let failure = #expect(throws: CommandFailure.self) { try copy(limits) }
        #expect(failure?.words.contains(words) == true, "\(failure?.words ?? "")")
        try? Folder.remove(folder.path("copy"))
    }

    private func mode(_ name: String) throws -> mode_t {
        var status = stat()
        try #require(stat(folder.path(name), &status) == 0)
        return status.st_mode & 0o777
    }
}
