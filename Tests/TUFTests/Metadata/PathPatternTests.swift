import Testing

@testable import TUF

struct PathPatternTests {
    @Test(arguments: [
        ("*", "a"), ("*", ""), ("a", "a"), ("a*c", "abbc"), ("a*b*c", "aXbYbZc"), ("releases/*/*", "releases/x/y"), ("*.zip", "a.zip"),
        ("?", "ä"),
        ("[abc]d", "bd"), ("[!abc]d", "xd"), ("[a-c]", "b"), ("[]a]", "]"), ("[a", "[a"), ("a/b", "a/b"), ("**", "anything"),
        ("[!]a]", "x"), ("[a-]", "-"),
    ])
    func `a path matches`(_ pattern: String, _ path: String) { #expect(PathPattern(ExactText(pattern)).matches(ExactText(path))) }

    @Test(arguments: [
        ("*", "a/b"), ("a", "b"), ("a*", "ba"), ("releases/*", "releases/x/y"), ("*/x", "x"), ("?", ""), ("?", "/"), ("[abc]", "d"),
        ("[!abc]", "a"),
        ("[c-a]", "b"), ("\u{E9}", "e\u{301}"), ("A", "a"), ("a*b", "ab/"), ("", "a"), ("nightly/*", "nightly"), ("[/]", "/"),
    ])
    func `a path does not match`(_ pattern: String, _ path: String) { #expect(!PathPattern(ExactText(pattern)).matches(ExactText(path))) }

    @Test func `a pattern made to be slow is not`() {
        let pattern = PathPattern(ExactText(String(repeating: "a*", count: 2000) + "b"))
        #expect(!pattern.matches(ExactText(String(repeating: "a", count: 4000))))
    }

    @Test func `bins are named by number, all of one length, and know their own names`() {
        let bins = SuccinctRoles(keys: RoleKeys([]), bitLength: 10, namePrefix: "bin")
        #expect(bins.count == 1024)
        #expect(bins.name(0) == "bin-000")
        #expect(bins.name(1023) == "bin-3ff")
        for number in [0, 1, 511, 1023] { #expect(bins.contains(bins.name(number))) }
        for name in ["bin-400", "bin-3FF", "bin-+01", "bin-0000", "bin-", "bin", "bins-000", "bin--01", "bin-00 "] as [ExactText] {
            #expect(!bins.contains(name))
        }
    }

    /// By python-tuf 7.0.1: SuccinctRoles([], 1, bits, "bin").get_role_for_target(path).
    @Test(arguments: [
        (1, "a", "bin-1"), (8, "a", "bin-ca"), (10, "a", "bin-32a"), (14, "a", "bin-32a5"), (32, "a", "bin-ca978112"),
        (10, "dir/ä", "bin-089"),
    ])
    func `a target's bin is that of python-tuf`(_ bits: Int, _ path: String, _ bin: String) {
        #expect(SuccinctRoles(keys: RoleKeys([]), bitLength: bits, namePrefix: "bin").role(for: ExactText(path)) == ExactText(bin))
    }
}
