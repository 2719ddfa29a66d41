import EventLoop
import Wire

extension Peer {
    /// What one peer's input may cause in one turn, in delivered bytes: more waits for the next turn, so that nobody's
    /// flood is everybody's delay.
    private static let turnBudget: Int64 = 1 << 20
    /// And in milliseconds, whatever it does: looked at every few operations.
    private static let turnTime: Int64 = 2
    private static let timeCheck = 16

    func receive(_ event: ReadEvent) {
        switch event {
        case .bytes(let bytes): receive(bytes)
        case .end: bus.remove(self, because: "it closed the connection")
        case .failed(let error): bus.remove(self, because: error.description)
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) {
        if input.isEmpty {
            keep(consume(bytes))
        } else if input.count + bytes.count < parser.bytesNeeded {
            input.append(contentsOf: bytes)
        } else if let joined = input.withUnsafeBytes({ stream.loop.join($0, to: bytes) }) {
            input.removeAll(keepingCapacity: input.count < 4096)
            keep(consume(joined))
        } else {
            input.append(contentsOf: bytes)
            consumeInput()
        }
        noteInput()
    }

    /// Keeps the sum over all peers; over its bound, whoever has most unfinished is closed.
    func noteInput() {
        bus.unfinishedInput += input.count - notedInput
        notedInput = input.count
        guard bus.unfinishedInput > bus.options.maxPendingInAll else { return }
        bus.peers.values.max { $0.input.count < $1.input.count }?.close(because: "too much unfinished input in all")
    }

    private func keep(_ rest: UnsafeRawBufferPointer) {
        guard !rest.isEmpty else { return }
        input.reserveCapacity(max(rest.count, parser.bytesNeeded))
        input.append(contentsOf: rest)
    }

    private func consumeInput() {
        // Taken out while it is read: an operation may close the peer and clear it.
        let buffer = input
        input = []
        buffer.withUnsafeBytes { keep(consume($0)) }
    }

    /// Performs the whole operations at the front of `bytes`; returns what is left.
    private func consume(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var rest = bytes
        let budget = bus.deliveredBytes + Self.turnBudget
        let deadline = bus.now + Self.turnTime
        var operations = 0
        do throws(ClientOperationParser.Failure) {
            while let operation = try parser.next(&rest) {
                perform(operation)
                // What it was answered counts too: one that does not read is not read.
                bus.checkPressure(on: self, from: self)
                operations &+= 1
                guard !isClosing else { return UnsafeRawBufferPointer(start: nil, count: 0) }
                let isLate = operations % Self.timeCheck == 0 && bus.now > deadline
                guard waitsFor == 0, bus.deliveredBytes < budget, !isLate else {
                    hold()
                    return rest
                }
            }
            return rest
        } catch {
            refuse(error)
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }

    private func hold() {
        if isReading { stream.pauseReading() }
        isReading = false
        if waitsFor == 0 { bus.resumeNextTurn(self) }
    }

    /// Goes on with what was held back.
    func resume() {
        guard !isClosing, !isReading, waitsFor == 0 else { return }
        isReading = true
        if !input.isEmpty { consumeInput() }
        noteInput()
        if !isClosing, isReading { stream.resumeReading() }
    }

    private func refuse(_ failure: ClientOperationParser.Failure) {
        switch failure {
        case .unknownOperation: close(saying: "Unknown Protocol Operation")
        // nats-server logs these two and says nothing to the client.
        case .malformedArguments: close(because: "a malformed operation")
        case .controlLineTooLong: close(saying: "maximum control line exceeded")
        case .payloadTooLarge: close(saying: "Maximum Payload Violation")
        case .headersNotSupported: close(because: "HPUB without headers in CONNECT")
        case .authorizationRequired: close(saying: "Authorization Violation")
        }
    }
}
