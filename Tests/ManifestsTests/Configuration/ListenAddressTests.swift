import Testing

@testable import Manifests

@Suite struct `An address to listen on` {
    @Test(arguments: [
        ("127.0.0.1:4222", "127.0.0.1:4222", true), ("localhost:1", "127.0.0.1:1", true), ("[::1]:4222", "[::1]:4222", true),
        ("127.9.9.9:0", "127.9.9.9:0", true), ("0.0.0.0:4222", "0.0.0.0:4222", false), ("[::]:4222", "[::]:4222", false),
    ])
    func `is read`(text: String, written: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.text == written && address.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", ":4222", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:+1", "127.0.0.1:65536", "::1:4222", "host:1", "[127.0.0.1]:1",
    ])
    func `is refused`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
