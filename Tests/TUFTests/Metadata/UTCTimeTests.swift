import Testing

@testable import TUF

struct UTCTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:34:56Z", 951_827_696), ("2030-01-31T12:00:00Z", 1_896_091_200),
        ("1969-12-31T23:59:59Z", -1), ("2100-03-01T00:00:00Z", 4_107_542_400), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
    ])
    func `a time is read and written`(_ text: String, _ seconds: Int) throws {
        let time = try #require(UTCTime(ExactText(text)))
        #expect(time.secondsSince1970 == seconds)
        #expect(time.text == ExactText(text))
    }

    @Test(arguments: [
        "", "2030-01-31", "2030-01-31T12:00:00", "2030-01-31T12:00:00.000Z", "2030-01-31T12:00:00+00:00", "2030-1-31T12:00:00Z",
        "2030-13-01T00:00:00Z",
        "2030-00-01T00:00:00Z", "2030-02-29T00:00:00Z", "2030-04-31T00:00:00Z", "2030-01-00T00:00:00Z", "2030-01-01T24:00:00Z",
        "2030-01-01T00:60:00Z",
        "2030-01-01T00:00:60Z", "0000-01-01T00:00:00Z", "２０30-01-01T00:00:00Z", "2100-02-29T00:00:00Z",
    ])
    func `what is no time in this form is refused`(_ text: String) { #expect(UTCTime(ExactText(text)) == nil) }

    @Test func `every day of 800 years comes back`() {
        for day in stride(from: -150_000, to: 150_000, by: 7) {
            let time = UTCTime(secondsSince1970: day * 86_400 + 3601)
            #expect(UTCTime(time.text) == time)
        }
    }
}
