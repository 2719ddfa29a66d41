import Testing

@testable import HTTP

struct ContentRangeTests {
    @Test(
        arguments: [("bytes 0-499/1234", 0, 499, 1234), ("bytes 5-5/6", 5, 5, 6), ("bytes 10-20/*", 10, 20, nil)]
            as [(String, Int, Int, Int?)])
    func `a range is read`(_ field: String, _ first: Int, _ last: Int, _ whole: Int?) throws {
        let range = try #require(ContentRange(field))
        #expect((range.first, range.last, range.whole) == (first, last, whole))
    }

    @Test(arguments: [
        "", "bytes */1234", "bytes 5-4/10", "bytes 0-10/10", "bytes 0-/10", "bytes -5/10", "bytes 0-5", "bytes 0-5/x", "items 0-5/10",
        "bytes 0-5/10/3", "bytes +0-5/10", "bytes 0-99999999999999999999/*", "bytes 0--5/10", "bytes 0-5/",
    ])
    func `what is no range is not one`(_ field: String) { #expect(ContentRange(field) == nil) }
}
