import Testing

@testable import Release

struct TreePathTests {
    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "a\0b", "a\nb", "\u{7f}", String(repeating: "a", count: 256),
        Array(repeating: "a", count: 33).joined(separator: "/"),
        Array(repeating: String(repeating: "a", count: 200), count: 6).joined(separator: "/"),
    ])
    func `a path that does not mean what it says is refused`(_ text: String) { #expect(TreePath(text) == nil) }

    @Test(arguments: ["a", "a/b", "...", "..a", "a b", "ö", "-x", "a\\b", Array(repeating: "a", count: 32).joined(separator: "/")])
    func `any other is a path`(_ text: String) { #expect(TreePath(text)?.description == text) }

    @Test func `what is in a folder stands together`() throws {
        let paths = ["a", "a-b", "a/b", "a/b/c", "a0", "b"].compactMap { TreePath($0) }
        #expect(paths.shuffled().sorted().map(\.description) == ["a", "a/b", "a/b/c", "a-b", "a0", "b"])
    }

    @Test func `names that differ in bytes are different, whatever Unicode thinks`() throws {
        let (one, other) = (try #require(TreePath("e\u{301}")), try #require(TreePath("\u{e9}")))
        #expect(one.description == other.description)
        #expect(one != other && (one < other) != (other < one))
        #expect(Set([one, other]).count == 2)
    }

    @Test func `a name ends at its slash, whatever accent stands behind it`() throws {
        let path = try #require(TreePath("a/\u{301}b"))
        #expect(path.names == ["a", "\u{301}b"] && path.name == "\u{301}b" && path.folder == TreePath("a"))
    }

    @Test func `below means in it, not beginning like it`() throws {
        let folder = try #require(TreePath("a/b"))
        #expect(TreePath("a/b/c")!.isBelow(folder))
        #expect(!TreePath("a/bc")!.isBelow(folder) && !folder.isBelow(folder) && !TreePath("a")!.isBelow(folder))
    }
}
