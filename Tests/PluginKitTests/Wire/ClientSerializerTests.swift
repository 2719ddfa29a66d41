import Testing
import Wire

@Suite struct ClientSerializerTests {
    private func text(_ write: (inout ClientSerializer) throws -> Void) rethrows -> String {
        var serializer = ClientSerializer()
        try write(&serializer)
        return String(decoding: serializer.bytes, as: UTF8.self)
    }

    @Test func `writes one of each`() throws {
        var headers = Headers()
        headers.append("A", "b\r\nC: d")
        #expect(text { $0.connect(["verbose": false]) } == "CONNECT {\"verbose\":false}\r\n")
        #expect(try text { try $0.publish("a.b", payload: [104, 105]) } == "PUB a.b 2\r\nhi\r\n")
        #expect(try text { try $0.publish("a", reply: "r") } == "PUB a r 0\r\n\r\n")
        #expect(
            try text { try $0.publish("a", reply: "r", headers: headers, payload: [33]) }
                == "HPUB a r 24 25\r\nNATS/1.0\r\nA: b  C: d\r\n\r\n!\r\n")
        #expect(try text { try $0.subscribe("a.>", queue: "q", id: 9) } == "SUB a.> q 9\r\n")
        #expect(text { $0.unsubscribe(9, after: 2) } == "UNSUB 9 2\r\n")
        #expect(
            text {
                $0.ping()
                $0.pong()
            } == "PING\r\nPONG\r\n")
    }

    @Test(arguments: ["", "a b", "a\r\nPUB x 0", "a..b", ".a", "a.", "a\tb", "a\u{0}"])
    func `lets no subject forge an operation`(subject: String) {
        var serializer = ClientSerializer()
        #expect(throws: ClientSerializer.Failure.badSubject(subject)) { try serializer.publish(subject) }
        #expect(throws: ClientSerializer.Failure.badSubject(subject)) { try serializer.publish("a", reply: subject) }
        #expect(throws: ClientSerializer.Failure.badSubject(subject)) { try serializer.subscribe(subject, id: 1) }
        #expect(serializer.bytes.isEmpty)
    }

    @Test func `refuses a queue with a blank and a line longer than servers read`() {
        var serializer = ClientSerializer()
        #expect(throws: ClientSerializer.Failure.badQueue("q r")) { try serializer.subscribe("a", queue: "q r", id: 1) }
        let long = String(repeating: "x", count: 4096)
        #expect(throws: ClientSerializer.Failure.lineTooLong) { try serializer.publish(long) }
        #expect(serializer.bytes.isEmpty)
    }
}
