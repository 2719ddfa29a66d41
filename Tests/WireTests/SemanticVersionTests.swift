import Testing

@testable import Wire

struct SemanticVersionTests {
    /// The order of clause 11, and what it says of numbers.
    @Test func `versions are in the specification's order`() throws {
        let texts = [
            "0.9.9", "1.0.0-0", "1.0.0-2", "1.0.0-11", "1.0.0-99999999999999999999999", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
            "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ]
        let versions = try texts.map { try #require(SemanticVersion($0)) }
        for one in versions.indices {
            for other in versions.indices { #expect((versions[one] < versions[other]) == (one < other)) }
        }
        #expect(versions.reversed().sorted().map(\.description) == texts)
    }

    @Test func `build metadata takes no part in order or equality`() throws {
        let (one, other) = (try #require(SemanticVersion("1.0.0+a.01")), try #require(SemanticVersion("1.0.0+b")))
        #expect(one == other && !(one < other) && !(other < one))
        #expect(one.description == "1.0.0+a.01")
    }

    @Test(arguments: [
        "", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0+", "1.0.0-01", "1.0.0-a..b", "1.0.0-é", "v1.0.0", "1.0.-1", "1.0.0 ",
        "+1.0.0",
        "1234567890.0.0", "1.0.0-" + String(repeating: "a", count: 128),
    ])
    func `what is no version is refused`(_ text: String) { #expect(SemanticVersion(text) == nil) }
}
