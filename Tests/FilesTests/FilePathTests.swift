import Testing

@testable import Files

struct FilePathTests {
    /// A slash with a combining accent behind it.
    private static let accented = "a/\u{301}b/c"

    @Test(arguments: [
        ("a/b", ["a", "b"]), ("/a//b/", ["a", "b"]), ("", []), ("/", []), ("./..", [".", ".."]), (accented, ["a", "\u{301}b", "c"]),
    ])
    func `names are what stands between slashes`(_ path: String, _ names: [String]) {
        #expect(FilePath(path).names == names)
    }

    @Test(arguments: [("a//b", ["a", "", "b"]), ("/a/", ["", "a", ""]), ("", [""]), (accented, ["a", "\u{301}b", "c"])])
    func `parts are that, be it nothing`(_ path: String, _ parts: [String]) {
        #expect(FilePath(path).parts == parts)
    }

    @Test(arguments: [
        ("a/b/c", "a/b", "c"), ("a", ".", "a"), ("/a", "/", "a"), ("/", "/", ""), ("", ".", ""), ("a/", "a", ""),
        ("x/\u{301}b", "x", "\u{301}b"), ("/\u{301}b", "/", "\u{301}b"),
    ])
    func `a path is a folder and a name in it`(_ path: String, _ folder: String, _ name: String) {
        #expect(FilePath(path).folder == folder && FilePath(path).name == name)
    }

    @Test func `the folders on the way are told from the outermost on`() {
        #expect(FilePath("a/b/c").foldersOnTheWay == ["a", "a/b"])
        #expect(FilePath("/a/\u{301}b").foldersOnTheWay == ["/a"])
        #expect(FilePath("a").foldersOnTheWay.isEmpty)
    }

    @Test(arguments: [
        ("a/b", "a", true), ("a", "a", true), ("ab", "a", false), ("a/\u{301}b", "a", true), ("a\u{301}/b", "a", false),
        ("b/a", "a", false),
        ("e\u{301}/b", "\u{E9}", false),
    ])
    func `a path is within a folder by bytes`(_ path: String, _ folder: String, _ isWithin: Bool) {
        #expect(FilePath(path).isWithin(folder) == isWithin)
    }

    @Test(arguments: [
        ("@home/a/b", "a/b"), ("@home/\u{301}b", "\u{301}b"), ("@home/", ""), ("@home", nil), ("@homes/a", nil), ("/@home/a", nil),
    ])
    func `behind the place it begins with is the rest`(_ path: String, _ rest: String?) {
        #expect(FilePath(path).rest(behind: "@home").map(String.init) == rest)
    }

    @Test(arguments: [
        ("/h/data/journal", "/h"), ("/data/journal", ""), ("\u{600}/data/journal", "\u{600}"), ("data/journal", nil),
        ("/h/data/journals", nil),
    ])
    func `before the end is the beginning`(_ path: String, _ beginning: String?) {
        #expect(FilePath(path).beginning(before: "/data/journal") == beginning)
    }

    @Test func `a slash is one whatever stands behind it`() {
        #expect(FilePath("/\u{301}a").isAbsolute && FilePath("/").isAbsolute)
        #expect(!FilePath("a/").isAbsolute && !FilePath("").isAbsolute)
        #expect(FilePath("a").isOneName && !FilePath("a/\u{301}b").isOneName)
    }
}
