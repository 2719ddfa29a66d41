import Testing
import Wire

@Suite struct JSONTests {
    private func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "1.5", "\"\"", "\"a\\\"b\\\\\"", "[]", "{}", "[1,[2,{\"a\":null}]]",
        "{\"a\":{\"b\":[true,\"x\"]},\"c\":-3}",
    ])
    func `what is written is what was read`(_ text: String) throws {
        #expect(try parse(text).text == text)
    }

    @Test func `white space is allowed between all parts`() throws {
        #expect(try parse(" { \"a\" : [ 1 , 2 ] }\r\n\t") == ["a": [1, 2]])
    }

    @Test func `escapes become their characters`() throws {
        #expect(try parse(#""\u0041\n\t\/\ud83d\ude00""#) == .string("A\n\t/😀"))
        #expect(try parse(#""\ud800""#) == .string("\u{FFFD}"))
    }

    @Test func `control characters are written as escapes`() {
        #expect(JSON.string("a\u{1}\u{1b}\n").text == #""a\u0001\u001b\n""#)
    }

    @Test func `a number beyond 64 bits is no integer`() throws {
        #expect(try parse("99999999999999999999").integer == nil)
        #expect(try parse("1.0").integer == nil)
        #expect(try parse("2").double == 2)
    }

    @Test(arguments: [
        "", "nul", "{", "[1,]", "{\"a\":1,}", "{a:1}", "\"", "\"\\x\"", "\"\n\"", "1 2", "[1 2]", "{\"a\" 1}", "--1", "01", "-00", "1e999",
        "\"\\u12\"", "tru e",
    ])
    func `what is not JSON is refused`(_ text: String) {
        #expect(throws: JSON.SyntaxError.self) { try parse(text) }
    }

    @Test func `depth is bounded`() throws {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        _ = try parse(deep(JSON.maximumDepth))
        #expect(throws: JSON.SyntaxError.self) { try parse(deep(JSON.maximumDepth + 1)) }
    }

    @Test(arguments: ["[1,2]", "{\"a\":{\"b\":1}}", "[[[]],3]"]) func `the number of values is bounded`(_ text: String) throws {
        let count = text.utf8.count { "[{123".utf8.contains($0) }
        #expect(try JSON(parsing: Array(text.utf8), maximumValues: count).text == text)
        let mistake = #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: Array(text.utf8), maximumValues: count - 1) }
        #expect(mistake?.reason == .tooMany)
    }

    @Test func `the offset of a mistake is told`() {
        let mistake = #expect(throws: JSON.SyntaxError.self) { try parse("{\"a\":1;}") }
        #expect(mistake?.offset == 6)
        #expect(mistake?.reason == .unexpectedByte)
    }
}
