import Testing

@testable import TUF

struct CanonicalJSONTests {
    private func parse(_ text: String, bytes: Int = 1 << 20) throws -> CanonicalJSON {
        try CanonicalJSON(parsing: Array(text.utf8), within: CanonicalJSON.Bounds(bytes: bytes))
    }

    private func reason(_ bytes: [UInt8], depth: Int = 32, values: Int = 1000, length: Int = 1 << 20) -> CanonicalJSON.SyntaxError.Reason? {
        var bounds = CanonicalJSON.Bounds(bytes: length)
        bounds.depth = depth
        bounds.values = values
        do throws(CanonicalJSON.SyntaxError) { _ = try CanonicalJSON(parsing: bytes, within: bounds) } catch { return error.reason }
        return nil
    }

    @Test(arguments: [
        (#" { "b" : [ 1 , true , null ] , "a" : "x" } "#, #"{"a":"x","b":[1,true,null]}"#),
        (#"{"a":"\"\\\/\b\f\n\r\t\u0041"}"#, "{\"a\":\"\\\"\\\\/\u{8}\u{c}\n\r\tA\"}"),
        (#"{"aa":1,"a":2,"B":3,"":4}"#, #"{"":4,"B":3,"a":2,"aa":1}"#),
        (#""\ud83d\ude00""#, "\"😀\""),
        ("-0", "0"),
        ("9223372036854775807", "9223372036854775807"),
        ("-123456789012345678901234567890", "-123456789012345678901234567890"),
    ])
    func `the canonical form is OLPC's`(_ text: String, _ canonical: String) throws {
        #expect(try parse(text).canonicalBytes == Array(canonical.utf8))
    }

    @Test func `names that are canonically equivalent are two names, sorted by code point`() throws {
        let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
        #expect(try parse(text).canonicalBytes == Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8))
        guard case .object(let object) = try parse(text) else { return #expect(Bool(false)) }
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(ExactText("\u{E9}") != ExactText("e\u{301}"))
    }

    @Test func `astral characters sort after the rest of the plane, not as surrogates`() throws {
        #expect(try parse("{\"\u{10000}\":1,\"\u{FFFD}\":2}").canonicalBytes == Array("{\"\u{FFFD}\":2,\"\u{10000}\":1}".utf8))
    }

    @Test(arguments: [#"{"a":1,"a":2}"#, #"{"a":1,"b":1,"\u0061":2}"#])
    func `a name that occurs twice is refused, however it is written`(_ text: String) {
        #expect(reason(Array(text.utf8)) == .repeatedName)
    }

    @Test(arguments: [#""\ud800""#, #""\ud800x""#, #""\udc00""#, #""\ud800\u0041""#, #""\ud800\ud800""#])
    func `half a surrogate pair is refused`(_ text: String) {
        #expect(reason(Array(text.utf8)) == .badString)
    }

    @Test(arguments: ["1.0", "1e3", "1E3", "-1.5", "01", "-01", String(repeating: "9", count: 257)])
    func `what is no integer in its shortest form is refused`(_ text: String) {
        #expect(reason(Array(text.utf8)) == .badNumber)
    }

    @Test(arguments: [
        "", "{", "[", "\"", "[1,]", "{\"a\":}", "{\"a\"}", "{a:1}", "nul", "truex", "+1", "-", ".5", "\"\u{1}\"", "\"\\x\"", "\"\\u12g4\"",
        "1 2", "[] []",
        "NaN", "\u{FEFF}{}", "'a'", "{\"a\":1,}",
    ])
    func `what is no JSON is refused`(_ text: String) { #expect(reason(Array(text.utf8)) != nil) }

    @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
    func `what is no UTF-8 is refused`(_ bytes: [UInt8]) { #expect(reason(bytes) == .notUTF8) }

    @Test func `depth, count and length are bounded`() {
        #expect(reason(Array(repeating: UInt8(ascii: "["), count: 100_000)) == .tooDeep)
        #expect(reason(Array("[[1]]".utf8), depth: 3) == nil)
        #expect(reason(Array("[[1]]".utf8), depth: 2) == .tooDeep)
        #expect(reason(Array("[1,2,3]".utf8), values: 4) == nil)
        #expect(reason(Array("[1,2,3]".utf8), values: 3) == .tooMany)
        #expect(reason(Array(#"{"a":1}"#.utf8), values: 2) == .tooMany)
        #expect(reason(Array("[1]".utf8), length: 3) == nil)
        #expect(reason(Array("[1]".utf8), length: 2) == .tooLong)
    }

    @Test func `a file escapes what its canonical form may not, and is read back the same`() throws {
        let value: CanonicalJSON = ["pem": "-----BEGIN\nKEY\u{1}\u{1f}-----\n", "q": "\"\\"]
        let file = value.fileBytes
        #expect(String(decoding: file, as: UTF8.self) == #"{"pem":"-----BEGIN\nKEY\u0001\u001f-----\n","q":"\"\\"}"#)
        #expect(try CanonicalJSON(parsing: file, within: CanonicalJSON.Bounds(bytes: 1000)) == value)
    }

    @Test func `members of an object can be replaced, added and taken away`() {
        var object = CanonicalJSON.Object()
        for name in ["b", "a", "c"] as [ExactText] { object[name] = 1 }
        object["a"] = 2
        object["c"] = nil
        #expect(CanonicalJSON.object(object) == ["a": 2, "b": 1])
    }

    @Test func `text for people shows no control characters`() {
        #expect("\(ExactText("a\n\u{1b}[31m"))" == #"'a\u{a}\u{1b}[31m'"#)
        #expect("\(ExactText(String(repeating: "x", count: 500)))".count == 103)
    }
}
