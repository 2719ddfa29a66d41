import Support
import Wire

/// A plain client of the bus: says operations, hears messages, answers pings.
final class BusClient {
    struct Reply {
        let headers: Headers?
        let payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        var json: JSON? { try? JSON(parsing: payload) }
        var error: String? { headers?["Nats-Service-Error"] ?? headers?.statusDescription }
        var code: String? { headers?["Nats-Service-Error-Code"] ?? headers?.status.map(String.init) }
    }

    /// What a subscription heard.
    struct Heard {
        let subject: String
        let reply: Reply
    }

    private let socket: RawSocket
    private var parser = ServerOperationParser()
    private var subscriptions: UInt64 = 0
    private var heard: [UInt64: [Heard]] = [:]
    private var pongs = 0
    private(set) var errors: [String] = []
    private let inbox = "_INBOX.t\(UInt64.random(in: 0 ... .max))"

    convenience init(path: String) throws { try self.init(RawSocket(path: path)) }

    init(_ socket: RawSocket, _ options: JSON = ["verbose": false, "headers": true, "no_responders": true]) throws {
        self.socket = socket
        parser.limits.payload = 64 << 20
        try say { $0.connect(options) }
        try settle()
    }

    /// Something is waiting for nobody: the other side closed.
    var isEnded: Bool { socket.isEnded }

    @discardableResult
    func subscribe(_ subject: String) throws -> UInt64 {
        subscriptions += 1
        try say { (out) throws(ClientSerializer.Failure) in try out.subscribe(subject, id: subscriptions) }
        try settle()
        return subscriptions
    }

    func publish(_ subject: String, reply: String? = nil, _ payload: [UInt8] = []) throws {
        try say { (out) throws(ClientSerializer.Failure) in try out.publish(subject, reply: reply, payload: payload) }
    }

    /// Waits until everything said so far has been taken in.
    func settle(within time: Duration = Deadline.patience) throws {
        let wanted = pongs + 1
        try say { $0.ping() }
        try wait(for: "a pong", within: time) { pongs >= wanted }
    }

    func request(_ subject: String, _ payload: [UInt8] = [], within time: Duration = Deadline.patience) throws -> Reply {
        subscriptions += 1
        let (id, reply) = (subscriptions, "\(inbox).\(subscriptions)")
        try say { (out) throws(ClientSerializer.Failure) in
            try out.subscribe(reply, id: id)
            out.unsubscribe(id, after: 1)
            try out.publish(subject, reply: reply, payload: payload)
        }
        return try next(of: id, within: time).reply
    }

    /// A request to the kernel: its JSON, or its refusal thrown.
    func ask(_ subject: String, _ body: JSON? = nil, within time: Duration = Deadline.patience) throws -> JSON {
        let reply = try request(subject, body?.bytes ?? [], within: time)
        guard reply.headers == nil, let json = reply.json else {
            throw Refused(subject: subject, words: reply.error ?? reply.text)
        }
        return json
    }

    struct Refused: Error, CustomStringConvertible {
        let subject: String
        let words: String
        var description: String { "\(subject): \(words)" }
    }

    func next(of subscription: UInt64, within time: Duration = Deadline.patience) throws -> Heard {
        try wait(for: "a message", within: time) { heard[subscription]?.isEmpty == false }
        return heard[subscription]!.removeFirst()
    }

    /// The next JSON message for which this holds; others are let go.
    func next(of subscription: UInt64, within time: Duration = Deadline.patience, where holds: (JSON) -> Bool) throws -> JSON {
        while true {
            if let json = try next(of: subscription, within: time).reply.json, holds(json) { return json }
        }
    }

    /// Waits until the bus has ended this connection.
    func waitForEnd(within time: Duration = Deadline.patience) throws {
        try wait(for: "the bus to close", within: time) { socket.isEnded }
    }

    // MARK: - Bytes

    private func say<E: Error>(_ body: (inout ClientSerializer) throws(E) -> Void) throws {
        var out = ClientSerializer()
        try body(&out)
        try socket.send(out.take())
    }

    private func wait(for what: String, within time: Duration, until condition: () -> Bool) throws {
        let deadline = Deadline(within: time)
        while !condition() {
            guard !deadline.hasPassed else { throw DeadlinePassed(waitingFor: what) }
            let bytes = try socket.read(until: deadline)
            if bytes.isEmpty {
                if condition() { return }
                throw DeadlinePassed(waitingFor: "\(what): the bus closed the connection \(errors)")
            }
            parser.append(bytes)
            while let operation = try parser.next() { try hear(operation) }
        }
    }

    private func hear(_ operation: ServerOperation) throws {
        switch operation {
        case .msg(let delivery): keep(delivery, nil)
        case .hmsg(let delivery, let headers): keep(delivery, headers)
        case .ping: try say { $0.pong() }
        case .pong: pongs += 1
        case .err(let words): errors.append(words)
        case .info, .ok: break
        }
    }

    private func keep(_ delivery: ServerOperation.Delivery, _ headers: Headers?) {
        let reply = Reply(headers: headers, payload: delivery.payload)
        heard[delivery.subscription, default: []].append(Heard(subject: delivery.subject, reply: reply))
    }
}
