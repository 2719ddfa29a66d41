/// Reads client operations as nats-server does, its leniencies included: verbs in any case, blanks and tabs between
/// arguments, a lone LF at the end of a line, anything after PING.
///
/// It holds no bytes: `next` consumes whole operations from the front of `input` and leaves an incomplete one there,
/// for the caller to offer again with more behind it. What can be refused is refused at the first byte that shows it.
public struct ClientOperationParser {
    public enum Failure: Error, Equatable, Sendable {
        /// Not an operation, or not where one may stand.
        case unknownOperation
        /// A known operation whose arguments make no sense.
        case malformedArguments
        case controlLineTooLong
        case payloadTooLarge(Int)
        case headersNotSupported
        /// Something other than CONNECT from a client that has to say who it is first.
        case authorizationRequired
    }

    public var maximumControlLine: Int
    public var maximumPayload: Int
    /// Until the client has said who it is, nothing but CONNECT will do.
    public var expectsConnect: Bool
    /// Whether HPUB may be used: the client's CONNECT said `headers`.
    public var allowsHeaders = false
    /// Bytes the incomplete operation at the front of the input will have in all, where that is known.
    public private(set) var bytesNeeded = 0

    public init(maximumControlLine: Int = 4096, maximumPayload: Int = 1 << 20, expectsConnect: Bool = false) {
        self.maximumControlLine = maximumControlLine
        self.maximumPayload = maximumPayload
        self.expectsConnect = expectsConnect
    }

    /// The next whole operation, or nil when more bytes are needed.
    @inline(__always)
    public mutating func next(_ input: inout UnsafeRawBufferPointer) throws(Failure) -> ClientOperation? {
        guard let first = input.first else { return nil }
        guard !expectsConnect || first | 0x20 == UInt8(ascii: "c") else { throw .authorizationRequired }
        guard let verb = try ClientVerb(at: input) else { return nil }
        guard let line = try line(of: verb, in: input) else { return nil }
        switch verb {
        case .publish, .headerPublish: return try publication(line, hasHeaders: verb == .headerPublish, &input)
        default:
            input = input.from(line.end)
            return try operation(verb, line.arguments)
        }
    }

    private func operation(_ verb: ClientVerb, _ arguments: UnsafeRawBufferPointer) throws(Failure) -> ClientOperation {
        switch verb {
        case .connect: .connect(options: arguments)
        case .subscribe: try subscription(arguments)
        case .unsubscribe: try unsubscription(arguments)
        case .ping: .ping
        case .pong: .pong
        case .error: .error
        case .info: .info(arguments)
        case .ok, .publish, .headerPublish: .ok
        }
    }
}

// MARK: - Lines

extension ClientOperationParser {
    struct Line {
        let arguments: UnsafeRawBufferPointer
        /// The offset behind the line's LF.
        let end: Int
    }

    private func line(of verb: ClientVerb, in input: UnsafeRawBufferPointer) throws(Failure) -> Line? {
        var start = verb.length
        if verb.wantsArguments {
            if verb.wantsBlank {
                guard start < input.count else { return nil }
                guard input[start].isBlank else { throw .unknownOperation }
            }
            while start < input.count, input[start].isBlank { start += 1 }
        }
        // nats-server takes the first byte of the arguments whatever it is, an LF too.
        let searchStart = verb.wantsArguments ? start + 1 : start
        guard let newline = input.firstIndex(ofByte: 0x0A, from: searchStart) else {
            guard input.count - start <= maximumControlLine, start <= maximumControlLine else { throw .controlLineTooLong }
            return nil
        }
        guard verb.wantsArguments else { return Line(arguments: input.slice(start, start), end: newline + 1) }
        let arguments = input.slice(start, newline - dropped(input, searchStart, newline))
        guard arguments.count <= maximumControlLine else { throw .controlLineTooLong }
        return Line(arguments: arguments, end: newline + 1)
    }

    /// A CR anywhere in the line costs its last byte, as in nats-server: nearly always that CR.
    private func dropped(_ input: UnsafeRawBufferPointer, _ start: Int, _ newline: Int) -> Int {
        guard newline > start else { return 0 }
        if input[newline - 1] == 0x0D { return 1 }
        return input.slice(start, newline).firstIndex(ofByte: 0x0D, from: 0) == nil ? 0 : 1
    }
}

// MARK: - Arguments

extension ClientOperationParser {
    @inline(__always)
    private mutating func publication(
        _ line: Line, hasHeaders: Bool, _ input: inout UnsafeRawBufferPointer
    ) throws(Failure) -> ClientOperation? {
        guard !hasHeaders || allowsHeaders else { throw .headersNotSupported }
        let words = Words(line.arguments)
        let sizes = hasHeaders ? 2 : 1
        guard words.count == sizes + 1 || words.count == sizes + 2 else { throw .malformedArguments }
        guard let size = words[words.count - 1].decimal else { throw .malformedArguments }
        var headerLength = 0
        if hasHeaders {
            guard let length = words[words.count - 2].decimal, length <= size else { throw .malformedArguments }
            headerLength = length
        }
        guard size <= maximumPayload else { throw .payloadTooLarge(size) }
        guard try bodyIsComplete(input.from(line.end), size: size) else {
            bytesNeeded = line.end + size + 2
            return nil
        }
        let publication = Publication(
            subject: words[0], reply: words.count == sizes + 2 ? words[1] : line.arguments.slice(0, 0),
            headerLength: headerLength, body: input.slice(line.end, line.end + size),
            headerSize: hasHeaders ? words[words.count - 2] : line.arguments.slice(0, 0), size: words[words.count - 1])
        input = input.from(line.end + size + 2)
        bytesNeeded = 0
        return .publish(publication)
    }

    /// Whether the body and its CR LF are there; a byte that is not CR or LF in their place is refused at once.
    @inline(__always)
    private func bodyIsComplete(_ rest: UnsafeRawBufferPointer, size: Int) throws(Failure) -> Bool {
        if rest.count > size, rest[size] != 0x0D { throw .unknownOperation }
        guard rest.count > size + 1 else { return false }
        guard rest[size + 1] == 0x0A else { throw .unknownOperation }
        return true
    }

    private func subscription(_ arguments: UnsafeRawBufferPointer) throws(Failure) -> ClientOperation {
        let words = Words(arguments, breakingLines: true)
        switch words.count {
        case 2: return .subscribe(subject: words[0], queue: nil, sid: words[1])
        case 3: return .subscribe(subject: words[0], queue: words[1], sid: words[2])
        default: throw .malformedArguments
        }
    }

    private func unsubscription(_ arguments: UnsafeRawBufferPointer) throws(Failure) -> ClientOperation {
        let words = Words(arguments, breakingLines: true)
        switch words.count {
        case 1: return .unsubscribe(sid: words[0], max: 0)
        // A count that is no number ends the subscription at once, as in nats-server.
        case 2: return .unsubscribe(sid: words[0], max: words[1].decimal ?? 0)
        default: throw .malformedArguments
        }
    }
}
