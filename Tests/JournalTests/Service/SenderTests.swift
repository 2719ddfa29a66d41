import PluginKit
import Testing

@testable import Journal

@Suite struct SenderTests {
    private func sender(_ fields: (String, String)...) throws -> Sender {
        var headers = Headers()
        for (name, value) in fields { headers.append(name, value) }
        return try Sender(of: Message(subject: "journal.append", headers: headers))
    }

    @Test func `a request that the host does not vouch for is refused`() {
        #expect(throws: ServiceError.self) { try Sender(of: Message(subject: "journal.append")) }
        #expect(throws: ServiceError.self) { try sender() }
        #expect(throws: ServiceError.self) { try sender(("roost-sender", "@admin")) }
    }

    @Test func `only the first line counts, whatever the sender wrote behind or before it`() throws {
        #expect(try sender(("Roost-Sender", "weather"), ("Roost-Sender", "@admin")) == .feature("weather"))
        #expect(throws: ServiceError.self) { try sender(("X", "y"), ("Roost-Sender", "@admin")) }
    }

    @Test(arguments: [
        ("weather", Sender.feature("weather")), ("@admin", .administrator("@admin")), ("@kernel", .administrator("@kernel")),
        ("@token", .administrator("@token")), ("@user:ada", .administrator("@user:ada")), ("@anonymous", .stranger("@anonymous")),
        ("@new", .stranger("@new")), ("", .stranger("")),
    ])
    func `who it is, the word says`(_ word: String, _ expected: Sender) { #expect(Sender(word) == expected) }

    @Test(arguments: [
        ("weather", "weather", true, true), ("weather", "weather.log", true, true), ("weather", "weathers", false, false),
        ("weather", "other.weather", false, false), ("weather", "journal", false, true), ("@admin", "weather.log", true, true),
        ("@admin", "journal", false, true), ("journal", "journal", false, true), ("@anonymous", "weather", false, false),
    ])
    func `a stream is its owner's and the administrators'`(_ who: String, _ stream: String, _ mayWrite: Bool, _ mayRead: Bool) throws {
        let (sender, name) = (Sender(who), try #require(StreamName(stream)))
        #expect(refusal { try sender.checkMayWrite(name) } == (mayWrite ? nil : 403))
        #expect(refusal { try sender.checkMayRead(name) } == (mayRead ? nil : 403))
    }

    private func refusal(_ check: () throws -> Void) -> Int? {
        do {
            try check()
            return nil
        } catch {
            return ServiceError(cause: error).code
        }
    }
}
