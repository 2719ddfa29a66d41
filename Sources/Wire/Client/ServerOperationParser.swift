/// Turns a server's bytes, split anywhere, into operations.
///
/// Holds at most one unfinished operation within its limits, if the caller takes every operation after each `append`.
/// The first failure is final: after it nothing on the connection can be trusted to start an operation.
public struct ServerOperationParser: Sendable {
    /// The most bytes accepted; a hostile server cannot make a client grow beyond them.
    public struct Limits: Sendable {
        public var line = 4096
        /// INFO lists cluster addresses and grows with them.
        public var info = 65_536
        /// Headers and payload of one message together.
        public var payload = 1_048_576

        public init() {}
    }

    public enum Failure: Error, Equatable, Sendable {
        case unknownOperation
        case lineTooLong
        case badArguments
        case payloadTooLarge
        case payloadNotTerminated
    }

    public var limits: Limits
    private var buffer: [UInt8] = []
    /// Where the unread bytes start.
    private var start = 0
    /// Up to where they hold no line end, so that a slow line is not searched again and again.
    private var searched = 0
    private var awaited: MessageLine?
    private var failure: Failure?

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0, start == buffer.count || start >= 65_536 {
            buffer.removeFirst(start)
            searched -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole operation, nil until more bytes come.
    public mutating func next() throws(Failure) -> ServerOperation? {
        if let failure { throw failure }
        do {
            if awaited == nil, let line = try takeLine(), let whole = try read(line) { return whole }
            return try awaited.flatMap { line throws(Failure) in try takeMessage(line) }
        } catch {
            failure = error
            throw error
        }
    }
}

extension ServerOperationParser {
    private mutating func takeLine() throws(Failure) -> [UInt8]? {
        let limit = start < buffer.count && buffer[start] | 0x20 == UInt8(ascii: "i") ? limits.info : limits.line
        let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
        searched = end ?? buffer.count
        guard searched - start <= limit else { throw .lineTooLong }
        guard let end else { return nil }
        let line = buffer[start..<end]
        start = end + 1
        searched = start
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    /// An operation that its line makes whole; for a message the line is kept until the rest is there.
    private mutating func read(_ line: [UInt8]) throws(Failure) -> ServerOperation? {
        let verb = line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        let rest = line.dropFirst(verb.count).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        switch String(decoding: verb, as: UTF8.self).uppercased() {
        case "MSG": awaited = try MessageLine(rest, hasHeaders: false, limit: limits.payload)
        case "HMSG": awaited = try MessageLine(rest, hasHeaders: true, limit: limits.payload)
        case "PING": return .ping
        case "PONG": return .pong
        case "+OK": return .ok
        case "-ERR": return .err(Self.unquoted(rest))
        case "INFO": return .info(Array(rest))
        default: throw .unknownOperation
        }
        return nil
    }

    private mutating func takeMessage(_ line: MessageLine) throws(Failure) -> ServerOperation? {
        let end = start + line.size
        guard buffer.count >= end + 2 else { return nil }
        guard buffer[end] == UInt8(ascii: "\r"), buffer[end + 1] == UInt8(ascii: "\n") else { throw .payloadNotTerminated }
        let headers = buffer[start..<start + line.headerSize]
        let delivery = line.delivery(of: Array(buffer[(start + line.headerSize)..<end]))
        start = end + 2
        searched = start
        awaited = nil
        guard line.headerSize > 0 else { return .msg(delivery) }
        // They are the sender's, who must not be able to end the connection of whoever hears him.
        return .hmsg(delivery, Headers(readablePartOf: headers))
    }

    private static func unquoted(_ words: ArraySlice<UInt8>) -> String {
        let quote = UInt8(ascii: "'")
        let isQuoted = words.count >= 2 && words.first == quote && words.last == quote
        return String(decoding: isQuoted ? words.dropFirst().dropLast() : words, as: UTF8.self)
    }
}
