import PluginKit
import Testing

@testable import Journal

@Suite struct RequestTests {
    private func request(_ body: String) throws -> Request {
        var headers = Headers()
        headers.append("Roost-Sender", "app")
        return try Request(Message(subject: "journal.x", headers: headers, payload: Array(body.utf8)))
    }

    @Test func `what is null counts as missing`() throws {
        for body in ["{}", #"{"limit":null,"maxAge":null,"reason":null,"deadline":null,"phase":null,"stream":null}"#] {
            let request = try request(body)
            #expect(try request.integer("limit") == nil && request.number("maxAge") == nil)
            #expect(try request.validation() == nil && request.phase() == nil)
            #expect(try request.reason() == "rolled back by app")
            let refusal = #expect(throws: ServiceError.self) { try request.string("stream") }
            #expect(refusal?.words == "'stream' is missing")
        }
    }

    @Test func `a phase is one of the five words, a deadline from a second to a day`() throws {
        #expect(try request(#"{"phase":"MIGRATION"}"#).phase() == .migration)
        #expect(try request(#"{"deadline":86400}"#).validation() == 86_400)
        for bad in ["0", "0.5", "86401", "-1", "true", "\"60\""] {
            #expect(throws: ServiceError.self) { try request("{\"deadline\":\(bad)}").validation() }
        }
        for bad in ["\"migration\"", "\"\"", "1"] {
            #expect(throws: ServiceError.self) { try request("{\"phase\":\(bad)}").phase() }
        }
    }
}
