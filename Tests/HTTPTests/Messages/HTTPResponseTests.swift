import Testing

@testable import HTTP

struct HTTPResponseTests {
    /// One moment in HTTP's three forms.
    @Test(arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
    func `a date is read in each of its forms`(_ text: String) {
        #expect(HTTPDate(text)?.seconds == 784_111_777)
    }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET", "06 Nov 1994 08:49:37", "Sun, 06 Nov 99999 08:49:37 GMT",
    ])
    func `what is no date is not one`(_ text: String) { #expect(HTTPDate(text) == nil) }

    @Test(
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
            ("Fri, 31 Dec 2100 23:59:59 GMT", 4_133_980_799),
        ] as [(String, Int64)])
    func `leap years are counted`(_ text: String, _ seconds: Int64) { #expect(HTTPDate(text)?.seconds == seconds) }

    @Test(
        arguments: [
            ("120", nil, 120), ("0", nil, 0), ("-5", nil, 0), ("99999999999", nil, 604_800), ("soon", nil, nil),
            ("Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 60), ("Sun, 06 Nov 1994 08:50:37 GMT", nil, nil),
            ("Sun, 06 Nov 1994 08:48:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ] as [(String, String?, Int64?)])
    func `when to ask again is said in seconds or by the server's own clock`(_ field: String, _ date: String?, _ seconds: Int64?) throws {
        #expect(try response(["Retry-After": field, "Date": date]).retryAfter == seconds.map { .seconds($0) })
    }

    @Test(
        arguments: [
            ("\"abc-1\"", "\"abc-1\""), ("W/\"abc\"", nil), ("abc", nil), ("\"a b\"", nil), ("\"", nil), ("\"\u{e4}\"", nil),
        ] as [(String, String?)])
    func `only a strong ETag names a file's bytes`(_ tag: String, _ validator: String?) throws {
        #expect(try response(["ETag": tag]).strongValidator == validator)
    }

    private func response(_ fields: [String: String?]) throws -> HTTPResponse {
        var headers = HTTPHeaders()
        for (name, value) in fields { if let value { headers.add(name.lowercased(), value) } }
        return HTTPResponse(status: 503, headers: headers, url: try HTTPURL("http://a/"), contentLength: nil)
    }
}
