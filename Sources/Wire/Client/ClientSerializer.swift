/// Writes a client's operations one after the other into one run of bytes.
///
/// Subjects and queue names are checked, for a line end inside one would forge operations.
public struct ClientSerializer: Sendable {
    public enum Failure: Error, Equatable, Sendable {
        /// Empty, with white space or control characters, or with an empty token.
        case badSubject(String)
        case badQueue(String)
        /// Longer than any server reads.
        case lineTooLong
    }

    /// nats-server's default `max_control_line`.
    public static let maximumLine = 4096

    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func connect(_ options: JSON) {
        bytes.append(contentsOf: "CONNECT ".utf8)
        bytes.append(contentsOf: options.bytes)
        endLine()
    }

    /// PUB, or HPUB where there are headers.
    public mutating func publish(
        _ subject: String, reply: String? = nil, headers: Headers? = nil, payload: [UInt8] = []
    ) throws(Failure) {
        try Self.check(subject)
        if let reply { try Self.check(reply) }
        let block = headers?.bytes ?? []
        let start = bytes.count
        bytes.append(contentsOf: (block.isEmpty ? "PUB" : "HPUB").utf8)
        add(word: subject)
        if let reply { add(word: reply) }
        if !block.isEmpty { add(word: String(block.count)) }
        add(word: String(block.count + payload.count))
        guard bytes.count - start <= Self.maximumLine else {
            bytes.removeLast(bytes.count - start)
            throw .lineTooLong
        }
        endLine()
        bytes.append(contentsOf: block)
        bytes.append(contentsOf: payload)
        endLine()
    }

    public mutating func subscribe(_ subject: String, queue: String? = nil, id: UInt64) throws(Failure) {
        try Self.check(subject)
        if let queue, !Self.isWord(queue) { throw .badQueue(queue) }
        try line(["SUB", subject, queue, "\(id)"].compactMap { $0 })
    }

    /// Ends a subscription, at once or after so many messages in all.
    public mutating func unsubscribe(_ id: UInt64, after count: Int? = nil) {
        bytes.append(contentsOf: "UNSUB \(id)\(count.map { " \($0)" } ?? "")\r\n".utf8)
    }

    public mutating func ping() { bytes.append(contentsOf: "PING\r\n".utf8) }

    public mutating func pong() { bytes.append(contentsOf: "PONG\r\n".utf8) }

    /// Hands over what was written and starts anew.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}

extension ClientSerializer {
    private mutating func line(_ words: [String]) throws(Failure) {
        let text = words.joined(separator: " ")
        guard text.utf8.count <= Self.maximumLine else { throw .lineTooLong }
        bytes.append(contentsOf: text.utf8)
        endLine()
    }

    /// Straight into its place: every message has a few.
    private mutating func add(word: String) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: word.utf8)
    }

    private mutating func endLine() { bytes.append(contentsOf: "\r\n".utf8) }

    private static func check(_ subject: String) throws(Failure) {
        var isEmpty = true
        for byte in subject.utf8 {
            let isPoint = byte == UInt8(ascii: ".")
            guard byte > 0x20, byte != 0x7F, !(isPoint && isEmpty) else { throw .badSubject(subject) }
            isEmpty = isPoint
        }
        if isEmpty { throw .badSubject(subject) }
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
