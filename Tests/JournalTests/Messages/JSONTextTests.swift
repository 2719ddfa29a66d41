import Testing

@testable import Journal

@Suite struct JSONTextTests {
    private func text(_ text: String) throws -> JSONText { try JSONText(Array(text.utf8)) }

    @Test(arguments: [
        "{}", "[]", "0", "-0.5e-7", "1e400", "\"\\u00e9\\n\"", "null", "[[1,{\"a\":[true,false]}],\"é\"]",
        "{\"a\":{\"b\":{}}, \"c\" : [ ]}",
    ])
    func `JSON is taken as it is`(_ json: String) throws {
        #expect(try text(json).bytes.elementsEqual(json.utf8))
        #expect(try text(" \t\r\n\(json)\n").bytes.elementsEqual(json.utf8))
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "tru", "truex", "nulll",
        "\"",
        "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "1 2", "{}{}", "[1}", "NaN", "'a'", "[1 2]", "// x\n1",
    ])
    func `what is not JSON is refused`(_ json: String) {
        #expect(throws: JSONScanner.Failure.self) { try text(json) }
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONScanner.Failure(offset: 0, reason: .encoding)) { try JSONText(bytes) }
        }
    }

    @Test func `nesting is bounded`() throws {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try text(nested(64))
        #expect(throws: JSONScanner.Failure(offset: 64, reason: .depth)) { try text(nested(65)) }
        #expect(throws: JSONScanner.Failure.self) { try text(String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONScanner.Failure.self) { try text(String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test func `a member's value is the bytes that stood there`() throws {
        let object = try text("{ \"stream\" : \"a\" , \"event\": { \"x\": [1, 2.50] , \"event\": 3 } }")
        #expect(object["stream"]?.bytes.elementsEqual("\"a\"".utf8) == true)
        #expect(object["event"]?.bytes.elementsEqual("{ \"x\": [1, 2.50] , \"event\": 3 }".utf8) == true)
        #expect(object["event"]?["event"]?.bytes.elementsEqual("3".utf8) == true)
        #expect(object["none"] == nil)
        #expect(object["event"]?["x"]?["y"] == nil)
    }

    @Test func `of members of one name the first counts`() throws {
        #expect(try text("{\"a\":1,\"a\":2}")["a"]?.bytes.elementsEqual("1".utf8) == true)
    }
}
