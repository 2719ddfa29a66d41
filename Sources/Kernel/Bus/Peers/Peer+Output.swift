import EventLoop
import Wire

extension Peer {
    func send(_ line: String) {
        outbox.append(line)
        bus.needsFlush(self)
    }

    func sendError(_ words: String) { send("-ERR '\(words)'\r\n") }

    /// Copies one message into the outbox, as MSG or, with headers the peer can read, as HMSG.
    @inline(__always)
    func deliver(_ message: Message, sid: [UInt8]) {
        if hearsSenders, options.headers { return deliverWithSender(message, sid: sid) }
        let withHeader = options.headers && message.headerLength > 0
        let body = withHeader || message.headerLength == 0 ? message.body : message.payload
        let lineBound = message.subject.count + sid.count + message.reply.count + 64
        if lineBound + body.count <= ChunkPool.chunkSize {
            // One reservation for the whole message; the bound is given back where the line is shorter.
            var writer = LineWriter(outbox.reserve(upTo: lineBound + body.count))
            writer.message(message, sid, withHeader: withHeader)
            writer.append(body)
            writer.endLine()
            outbox.commit(to: writer.position)
        } else {
            var writer = LineWriter(outbox.reserve(upTo: lineBound))
            writer.message(message, sid, withHeader: withHeader)
            outbox.commit(to: writer.position)
            outbox.append(body)
            outbox.append("\r\n")
        }
        counters.outMessages += 1
        counters.outBytes += Int64(body.count)
        bus.needsFlush(self)
    }

    /// Writes what has gathered; what the socket does not take is written when it does.
    func flush() {
        needsFlush = false
        guard !stream.isClosed else { return outbox.discard() }
        do throws(UVError) {
            try outbox.flush(to: stream) { [self] error in socketTookMore(error) }
            bus.checkRelief(of: self)
            if isClosing, outbox.count == 0 { finish() }
        } catch {
            bus.remove(self, because: error.description)
            finish()
        }
    }

    private func socketTookMore(_ error: UVError?) {
        if let error {
            // What would follow a message cut short is no message.
            bus.remove(self, because: error.description)
            finish()
            return outbox.discard()
        }
        flush()
    }

    /// Bytes the peer's socket has taken, ever; also of a write that is under way.
    var taken: Int64 { outbox.written + Int64(max(0, outbox.waitingLength - stream.queuedBytes)) }

    // MARK: The end

    static let slowConsumer = "Slow Consumer"

    func close(saying words: String) {
        sendError(words)
        close(because: words)
    }

    /// Leaves the bus at once; what is still to be written has a moment to be read.
    func close(because reason: String) {
        guard !isClosing else { return }
        bus.remove(self, because: reason)
    }

    /// Called by the bus when the peer has left it.
    func linger() {
        isClosing = true
        input = []
        noteInput()
        timer?.stop()
        if isReading { stream.pauseReading() }
        isReading = false
        flush()
        guard !stream.isClosed else { return }
        bus.lingering[id] = self
        startLingering()
    }

    /// Closes the connection itself.
    func finish() {
        timer?.close()
        timer = nil
        isClosing = true
        bus.lingering[id] = nil
        guard !stream.isClosed else { return }
        stream.close()
        outbox.discard()
    }
}
