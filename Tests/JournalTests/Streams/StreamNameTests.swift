import Testing

@testable import Journal

@Suite struct StreamNameTests {
    @Test(arguments: ["a", "weather", "weather.log", "a-b.c-d.0", String(repeating: "a", count: 100)])
    func `a name of small letters, digits, points and dashes is one`(_ text: String) {
        #expect(StreamName(text)?.text == text)
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", "A", "a b", "a/b", "é", "a_b", "a*", String(repeating: "a", count: 101)])
    func `anything else is none`(_ text: String) { #expect(StreamName(text) == nil) }

    @Test func `the first part is the owner`() {
        #expect(StreamName("weather.log.today")?.owner == "weather")
        #expect(StreamName("weather")?.owner == "weather")
    }
}
