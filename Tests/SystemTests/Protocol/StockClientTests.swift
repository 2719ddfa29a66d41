import Support
import Testing

/// The Python client that everybody uses, unchanged, sees no difference.
@Suite struct StockClientTests {
    @Test func `nats-py does everything with us that it does with nats-server`() throws {
        let settings = BusSettings(maxPayload: 1024)
        let expected = try PythonClient.check(BusServer(.reference, settings))
        let ours = try PythonClient.check(BusServer(.ours, settings))
        #expect(expected.count > 20)
        #expect(ours == expected)
    }

    @Test func `nats-py is let in, refused and forbidden as by nats-server`() throws {
        let expected = try PythonClient.check(BusServer(.reference, .ruled), "--users")
        let ours = try PythonClient.check(BusServer(.ours, .ruled), "--users")
        #expect(expected.count == 6)
        #expect(ours == expected)
    }
}
