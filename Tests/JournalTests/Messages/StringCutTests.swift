import Testing

@testable import Journal

@Suite struct StringCutTests {
    @Test func `a text is cut to its bytes, in whole characters`() {
        #expect("abc".cut(to: 3) == "abc" && "abc".cut(to: 2) == "ab" && "".cut(to: 0) == "")
        #expect("aé".cut(to: 2) == "a" && "aé".cut(to: 3) == "aé" && "\u{1F600}".cut(to: 3) == "")
    }
}
