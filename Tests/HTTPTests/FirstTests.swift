import EventLoop
import HTTP
import Testing

@Suite struct FirstTests {
    @Test func `it gets`() async throws {
        let body = try await onLoop { loop in
            let client = HTTPClient(on: loop)
            defer { client.close() }
            return try await client.bytes(of: try HTTPURL("http://localhost:8099/Package.swift"), atMost: 100_000)
        }
        #expect(body.count > 100)
    }
}
