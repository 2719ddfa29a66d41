import EventLoop
import Glibc
import Testing
import Wire

@testable import Kernel

/// A bus on a loop of its own, with clients at the ends of real socketpairs.
final class BusFixture {
    let loop = Loop()
    let bus: Bus
    private(set) var events: [String] = []

    init(_ options: BusOptions = BusOptions()) {
        bus = Bus(on: loop, options: options, seed: 7)
        bus.onEvent = { [unowned self] event in
            if case .left(_, let reason) = event { events.append(reason) }
        }
    }

    deinit {
        bus.onEvent = { _ in }
        bus.close()
        loop.close()
    }

    /// A client that the bus knows as `identity`; it has read INFO and said CONNECT.
    func client(
        as identity: Identity = .anonymous, _ permissions: Permissions = .everything,
        connect: String = #"{"verbose":false,"pedantic":false,"headers":true,"no_responders":true}"#
    ) throws -> BusClient {
        let (stream, child) = try Stream.pair(on: loop)
        let peer = try #require(bus.connect(stream, by: identity.feature == nil ? .unix : .birth, as: identity, permissions))
        let client = BusClient(descriptor: child, peer: peer, loop: loop)
        client.send("CONNECT \(connect)\r\nPING\r\n")
        client.read(until: "PONG\r\n")
        client.received = ""
        return client
    }
}

final class BusClient {
    let descriptor: Int32
    let peer: Peer
    private let loop: Loop
    var received = ""
    private(set) var isAtEnd = false

    init(descriptor: Int32, peer: Peer, loop: Loop) {
        self.descriptor = descriptor
        self.peer = peer
        self.loop = loop
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// Everything at once; the test's text must fit the socket's buffer.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }

    /// What the socket takes now, in bytes.
    func offer(_ bytes: [UInt8]) -> Int { max(0, Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))) }

    /// Reads what is there.
    func drain() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { isAtEnd = true }
            guard count > 0 else { return }
            received += String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    func read(until text: String) {
        loop.drive { [self] in
            drain()
            return received.hasSuffix(text) || isAtEnd
        }
        #expect(received.hasSuffix(text))
    }

    func readToEnd() {
        loop.drive { [self] in
            drain()
            return isAtEnd
        }
        #expect(isAtEnd)
    }

    /// What came since the last call, up to the answer to a PING of our own.
    func exchange(_ text: String) -> String {
        send(text + "PING\r\n")
        read(until: "PONG\r\n")
        defer { received = "" }
        return String(said.dropLast("PONG\r\n".count))
    }

    /// Without the pings of the bus's own: where a test takes its time, there are some.
    var said: String { received.replacing("PING\r\n", with: "") }
}

extension Loop {
    /// Runs until `condition` holds, or a minute is over.
    func drive(until condition: @escaping () -> Bool) {
        let deadline = BootTime.now() + 60_000
        let poll = Timer(on: self) { [unowned self] in
            if condition() || BootTime.now() > deadline { stop() }
        }
        poll.start(after: 0, repeating: 1)
        run()
        poll.close()
    }
}
