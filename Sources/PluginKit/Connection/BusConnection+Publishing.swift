import Wire

extension BusConnection {
    /// Sends bytes; suspends while too much is unsent.
    public func publish(
        _ subject: String, bytes: [UInt8], reply: String? = nil, headers: Headers? = nil
    ) async throws(BusError) {
        try await waitForRoom()
        try send(subject, bytes, reply: reply, headers: headers)
    }

    /// Sends a value as JSON.
    public func publish(_ subject: String, _ value: some Encodable, headers: Headers? = nil) async throws(BusError) {
        try await publish(subject, bytes: try Body.encode(value), headers: headers)
    }

    /// Answers a message; one that awaits no answer gets none.
    public func reply(to message: Message, bytes: [UInt8], headers: Headers? = nil) async throws(BusError) {
        guard let reply = message.reply else { return }
        try await publish(reply, bytes: bytes, headers: headers)
    }

    /// Answers a message with a value as JSON.
    public func reply(to message: Message, _ value: some Encodable) async throws(BusError) {
        try await reply(to: message, bytes: try Body.encode(value))
    }

    /// Answers a message with a no.
    public func reply(to message: Message, _ error: ServiceError) async throws(BusError) {
        try await reply(to: message, bytes: [], headers: Headers(error))
    }

    /// Waits until the bus has read all that was sent before.
    public func flush(within limit: Duration = .seconds(10)) async throws(BusError) {
        try checkOpen()
        let call = Call<Void>()
        let deadline = deadlines.add(after: limit) { call.finish(.failure(.timeout(subject: "PING"))) }
        defer { deadlines.remove(deadline) }
        try await wait { resume in
            call.resume = resume
            pongs.append(call.finish)
            link.output.ping()
            link.flushSoon()
        }
    }
}

extension BusConnection {
    /// Puts a message among the unsent ones, at once.
    func send(_ subject: String, _ bytes: [UInt8], reply: String? = nil, headers: Headers? = nil) throws(BusError) {
        try checkOpen()
        guard bytes.count <= maximumPayload else {
            throw .invalid("\(bytes.count) bytes for '\(subject)' are more than the bus takes (\(maximumPayload))")
        }
        try write { (output) throws(ClientSerializer.Failure) in
            try output.publish(subject, reply: reply, headers: headers, payload: bytes)
        }
    }

    func write(_ operation: (inout ClientSerializer) throws(ClientSerializer.Failure) -> Void) throws(BusError) {
        do throws(ClientSerializer.Failure) {
            try operation(&link.output)
        } catch {
            throw .invalid(error.words)
        }
        link.flushSoon()
    }

    /// In the order of asking: who comes while others wait, waits behind them.
    func waitForRoom() async throws(BusError) {
        try checkOpen()
        guard !hasRoom else { return }
        try await wait { waitingForRoom.append($0) }
        try checkOpen()
    }

    var hasRoom: Bool { link.pendingBytes < maximumPendingBytes && waitingForRoom.isEmpty }

    func makeRoom() {
        guard link.pendingBytes <= maximumPendingBytes / 2 else { return }
        let waiting = waitingForRoom
        waitingForRoom = []
        for resume in waiting { resume(.success(())) }
    }
}

extension ClientSerializer.Failure {
    fileprivate var words: String {
        switch self {
        case .badSubject(let subject): "'\(subject)' is no subject"
        case .badQueue(let queue): "'\(queue)' is no queue name"
        case .lineTooLong: "the subject is too long"
        }
    }
}

extension Headers {
    init(_ error: ServiceError) {
        self.init()
        append("Nats-Service-Error", error.words)
        append("Nats-Service-Error-Code", "\(error.code)")
    }
}
