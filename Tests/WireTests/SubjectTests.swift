import Testing
import Wire

@Suite struct SubjectTests {
    @Test(arguments: ["foo", "foo.bar", "*", ">", "foo.*", "foo.*.bar", "foo.>", "$SYS.>", "foo*", "f>o", "é.ü"])
    func `these may be subscribed to`(_ subject: String) { #expect(Subject.isValid(subject)) }

    @Test(arguments: ["", ".", "foo.", ".foo", "a..b", ">.a", "foo.>.bar", "foo bar", "a.\t"])
    func `these may not`(_ subject: String) { #expect(!Subject.isValid(subject)) }

    @Test func `a wildcard is a whole token`() {
        #expect(Subject.isLiteral("foo*.b>"))
        #expect(!Subject.isLiteral("foo.*"))
        #expect(!Subject.isLiteral("foo.>"))
        #expect(!Subject.isLiteral("foo."))
    }

    @Test(arguments: [
        ("foo", "foo", true), ("foo", "bar", false), ("foo.*", "foo.bar", true), ("foo.*", "foo", false), ("foo.*", "foo.a.b", false),
        ("foo.>", "foo.a.b", true), ("foo.>", "foo", false), (">", "a.b", true), ("foo.*", "foo.>", false), ("foo.>", "foo.*", true),
        ("foo.*", "foo.*", true), ("*", ">", false), (">", ">", true), (">", "a..b", false), ("a.>", "a.b.", false), ("*", "", false),
    ])
    func `a pattern covers what all belongs to it`(_ pattern: String, _ subject: String, _ covers: Bool) throws {
        #expect(try #require(SubjectPattern(pattern)).covers(subject) == covers)
    }
}
