import Testing

@testable import EventLoop

@Suite struct ResolverTests {
    private let loop = Loop.forTest()

    @Test(arguments: [("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1")])
    func `a numeric address is its own answer`(_ host: String, _ shown: String) throws {
        let found = try resolve(host).get()
        #expect(found.map(\.host) == [shown])
        #expect(found.map(\.port) == [8080])
    }

    @Test func `a name gives each of its addresses once, with the port`() throws {
        let found = try resolve("localhost").get()
        #expect(found.contains { $0.host == "127.0.0.1" || $0.host == "::1" })
        #expect(Set(found).count == found.count)
        #expect(found.allSatisfy { $0.port == 8080 })
    }

    @Test(arguments: ["no-such-name.invalid", "", "a..b", String(repeating: "x", count: 5000)])
    func `what is no name is an error`(_ host: String) {
        guard case .failure = resolve(host) else { return #expect(Bool(false)) }
    }

    @Test func `nobody is called once the loop is closed`() {
        let called = Box(false)
        Resolver.resolve("localhost", port: 1, on: loop) { _ in called.value = true }
        loop.close()
        #expect(!called.value)
    }

    @Test func `addresses with another port or of another family are others`() throws {
        let one = try InternetAddress(host: "127.0.0.1", port: 1)
        #expect(one == (try InternetAddress(host: "127.0.0.1", port: 1)))
        #expect(one != (try InternetAddress(host: "127.0.0.1", port: 2)))
        #expect(one != (try InternetAddress(host: "::1", port: 1)))
    }

    @Test func `an attempt that is given up tells so, and its stream is gone`() throws {
        let heard = Box<UVError?>(nil)
        // A network for documentation: nobody is there.
        let attempt = Stream.connect(to: try InternetAddress(host: "192.0.2.1", port: 9), on: loop) { [loop] result in
            if case .failure(let error) = result { heard.value = error }
            loop.stop()
        }
        attempt?.close()
        loop.run(within: 10_000)
        #expect(heard.value != nil)
        loop.close()
    }

    private func resolve(_ host: String) -> Result<[InternetAddress], UVError> {
        let answer = Box<Result<[InternetAddress], UVError>>(.failure(.canceled))
        Resolver.resolve(host, port: 8080, on: loop) { [loop] in
            answer.value = $0
            loop.stop()
        }
        loop.run(within: 60_000)
        return answer.value
    }
}
