import Support
import Testing

/// Many of everything: subscriptions, connections, members, bytes.
@Suite struct ScaleTests {
    private let server: BusServer

    init() throws { server = try BusServer(.ours, .open) }

    @Test func `ten thousand subscriptions of one connection`() throws {
        var a = try connect()
        let count = 10_000
        try a.socket.send((0..<count).map { "SUB s.\($0) \($0)\r\n" }.joined())
        try a.socket.send((0..<count).map { "PUB s.\($0) 1\r\nx\r\n" }.joined() + "PING\r\n")
        #expect(try frames(&a) == (0..<count).map { "MSG s.\($0) \($0) 1 | x\\r\\n" })
        try a.socket.send((0..<count).map { "UNSUB \($0)\r\n" }.joined() + "PUB s.1 1\r\nx\r\nPING\r\n")
        #expect(try frames(&a).isEmpty)
    }

    @Test func `ten thousand subscriptions on one subject`() throws {
        var a = try connect()
        try a.socket.send((0..<10_000).map { "SUB s \($0)\r\n" }.joined() + "PUB s 1\r\nx\r\nPING\r\n")
        #expect(Set(try frames(&a)).count == 10_000)
    }

    @Test func `ten thousand patterns match as they should`() throws {
        var a = try connect()
        try a.socket.send((0..<10_000).map { "SUB s.*.t\($0 % 100).\($0).> \($0)\r\n" }.joined())
        try a.socket.send("PUB s.any.t7.4207.x.y 1\r\nx\r\nPUB s.any.t8.4207.x 1\r\nx\r\nPING\r\n")
        #expect(try frames(&a) == ["MSG s.any.t7.4207.x.y 4207 1 | x\\r\\n"])
    }

    @Test func `a thousand connections hear one message`() throws {
        var listeners = try (0..<1000).map { _ in try connect() }
        for index in listeners.indices { try listeners[index].socket.send("SUB news.* 1\r\nPING\r\n") }
        for index in listeners.indices { #expect(try frames(&listeners[index]).isEmpty) }
        var sender = try connect()
        try sender.socket.send("PUB news.today 5\r\nhello\r\nPING\r\n")
        _ = try frames(&sender)
        for index in listeners.indices {
            try listeners[index].socket.send("PING\r\n")
            #expect(try frames(&listeners[index]) == ["MSG news.today 1 5 | hello\\r\\n"])
        }
    }

    @Test func `a thousand connections come and go, ten times`() throws {
        for round in 0..<10 {
            let all = try (0..<1000).map { _ in try connect() }
            try all[round].socket.send("SUB gone 1\r\nPUB gone 1\r\nx\r\n")
        }
        var last = try connect()
        try last.socket.send("SUB gone 1\r\nPUB gone 1\r\ny\r\nPING\r\n")
        #expect(try frames(&last) == ["MSG gone 1 1 | y\\r\\n"])
    }

    @Test func `messages of a mebibyte to ten listeners arrive whole and in order`() throws {
        var listeners = try (0..<10).map { _ in try connect() }
        for index in listeners.indices {
            try listeners[index].socket.send("SUB big 1\r\nPING\r\n")
            _ = try frames(&listeners[index])
        }
        var sender = try connect()
        let bodies = (0..<3).map { digit in [UInt8](repeating: 48 + UInt8(digit), count: 1 << 20) }
        for body in bodies { try sender.socket.send(Array("PUB big 1048576\r\n".utf8) + body + [13, 10]) }
        try sender.socket.send("PING\r\n")
        _ = try frames(&sender)
        let expected = bodies.map { "MSG big 1 1048576 | \(summary($0 + [13, 10]))" }
        for index in listeners.indices {
            try listeners[index].socket.send("PING\r\n")
            #expect(try frames(&listeners[index]) == expected)
        }
    }

    @Test func `a hundred thousand messages in one breath keep their order`() throws {
        var a = try connect()
        let count = 100_000
        try a.socket.send("SUB n 1\r\n" + (0..<count).map { "PUB n 6\r\n\(100_000 + $0)\r\n" }.joined() + "PING\r\n")
        #expect(try frames(&a) == (0..<count).map { "MSG n 1 6 | \(100_000 + $0)\\r\\n" })
    }

    @Test func `a queue group shares its work about evenly`() throws {
        var a = try connect()
        try a.socket.send("SUB work q 1\r\nSUB work q 2\r\nSUB * q 3\r\nSUB work r 4\r\nSUB work r 5\r\n")
        try a.socket.send(String(repeating: "PUB work 1\r\nx\r\n", count: 3000) + "PING\r\n")
        let heard = Dictionary(grouping: try frames(&a)) { $0 }.mapValues(\.count)
        #expect(heard.count == 5)
        #expect([1, 2, 3].allSatisfy { (850...1150).contains(heard["MSG work \($0) 1 | x\\r\\n"] ?? 0) }, "\(heard)")
        #expect([4, 5].allSatisfy { (1350...1650).contains(heard["MSG work \($0) 1 | x\\r\\n"] ?? 0) }, "\(heard)")
    }

    /// A greeted, quiet connection.
    private func connect() throws -> FrameReader {
        var reader = FrameReader(try RawSocket(port: server.port))
        _ = try reader.next(until: Deadline(within: Deadline.patience))
        try reader.socket.send(Script.wire(Script.Greeting.quiet.rawValue))
        return reader
    }

    /// Everything up to the next PONG.
    private func frames(_ reader: inout FrameReader) throws -> [String] {
        var all: [String] = []
        let deadline = Deadline(within: Deadline.patience)
        while case .frame(let frame) = try reader.next(until: deadline), frame.line != "PONG" {
            if frame.line != "PING" { all.append(frame.description) }
        }
        return all
    }
}
