import Testing

@testable import Launch

@Suite struct DNSQuestionTests {
    private func question() throws -> DNSQuestion { try #require(DNSQuestion("a.example", id: 0x0102)) }

    /// A head: the id, the flags' two bytes, one question, so many answers.
    private func head(_ flags: [UInt8], id: [UInt8] = [1, 2], answers: UInt8 = 1) -> [UInt8] {
        id + flags + [0, 1, 0, answers, 0, 0, 0, 0]
    }

    @Test func `it goes over the wire as RFC 1035 has it`() throws {
        let name: [UInt8] = [1, 0x61, 7, 0x65, 0x78, 0x61, 0x6D, 0x70, 0x6C, 0x65, 0]
        #expect(try question().bytes == [1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, 1, 0, 1])
    }

    @Test(arguments: ["", ".", "a..b", ".a", "a.", String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "aa"])
    func `what is no name is no question`(_ name: String) { #expect(DNSQuestion(name, id: 1) == nil) }

    @Test func `an address is good, and every other answer says why not`() throws {
        let question = try question()
        #expect(question.flaw(in: head([0x81, 0x80])) == nil)
        #expect(question.flaw(in: head([0x81, 0x80], answers: 0)) == "it knows no address")
        #expect(question.flaw(in: head([0x81, 0x83])) == "there is no such name (NXDOMAIN)")
        #expect(question.flaw(in: head([0x81, 0x82])) == "it failed (SERVFAIL)")
        #expect((1...15).allSatisfy { question.flaw(in: head([0x81, 0x80 | $0])) != nil })
    }

    @Test func `what is cut short, asked by somebody, or of another id is no answer to it`() throws {
        let question = try question()
        #expect(!question.isForeign(head([0x81, 0x80])))
        for foreign in [
            [], Array(head([0x81, 0x80]).dropLast()), head([0x01, 0x80]), head([0x81, 0x80], id: [1, 3]), head([0x81, 0x80], id: [2, 2]),
        ] {
            #expect(question.isForeign(foreign))
        }
    }
}
