import Glibc

/// What a hub said. The bytes are valid until the next one is asked for.
enum Incoming {
    case message(payload: UnsafeRawBufferPointer, reply: UnsafeRawBufferPointer)
    case pong
    case refused(String)
    /// Cut off, or silent for longer than the time allowed.
    case over
}

/// The raw client that all hubs are measured with: one blocking socket, one read buffer, messages parsed in place.
final class Connection {
    private static let capacity = 1 << 18

    let descriptor: Int32
    private let buffer: UnsafeMutableRawPointer
    private var start = 0
    private var limit = 0

    init(_ endpoint: Endpoint) throws(BenchFailure) {
        guard let descriptor = endpoint.dial() else { throw .cannot("\(endpoint.text): \(String(cString: strerror(errno)))") }
        self.descriptor = descriptor
        buffer = .allocate(byteCount: Connection.capacity, alignment: 16)
        send(
            "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"roost-bench\",\"lang\":\"swift\",\"version\":\"0\",\"protocol\":1}\r\n"
        )
    }

    deinit {
        close(descriptor)
        buffer.deallocate()
    }

    func limitSilence(seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Waits for the socket as long as it takes; false once the connection is gone.
    @discardableResult
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = Glibc.send(descriptor, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { send(UnsafeRawBufferPointer($0)) }
    }

    /// Everything sent so far has been taken by the hub once it answers.
    func roundTrip() throws(BenchFailure) {
        send("PING\r\n")
        while true {
            switch next() {
            case .pong: return
            case .message: continue
            case .refused(let words): throw .cannot("refused: \(words)")
            case .over: throw .cannot("cut off, or no answer to a PING")
            }
        }
    }

    /// The next thing heard; INFO and +OK are passed over, PING is answered.
    func next() -> Incoming {
        while true {
            guard let line = nextLine() else { return .over }
            switch line[0] {
            case UInt8(ascii: "M"): return message(line)
            case UInt8(ascii: "P") where line[1] == UInt8(ascii: "O"): return .pong
            case UInt8(ascii: "P"): send("PONG\r\n")
            case UInt8(ascii: "-"): return .refused(String(decoding: line, as: UTF8.self))
            default: continue
            }
        }
    }

    /// `MSG subject sid [reply] length`, read from the end of its line; then its payload.
    private func message(_ line: UnsafeRawBufferPointer) -> Incoming {
        var at = line.count - 1
        var length = 0
        var unit = 1
        while line[at] != UInt8(ascii: " ") {
            length += Int(line[at] &- UInt8(ascii: "0")) * unit
            unit *= 10
            at -= 1
        }
        let reply = replyWord(line, before: at)
        let lineStart = line.baseAddress! - UnsafeRawPointer(buffer)
        guard let payloadStart = makeWhole(length + 2, keeping: lineStart) else { return .over }
        let moved = payloadStart.line - lineStart
        start = payloadStart.payload + length + 2
        return .message(
            payload: UnsafeRawBufferPointer(start: buffer + payloadStart.payload, count: length),
            reply: UnsafeRawBufferPointer(start: buffer + (reply.lowerBound + lineStart + moved), count: reply.count))
    }

    private func replyWord(_ line: UnsafeRawBufferPointer, before end: Int) -> Range<Int> {
        var spaces = 0
        for at in 0..<end where line[at] == UInt8(ascii: " ") { spaces += 1 }
        guard spaces == 3 else { return 0..<0 }
        var from = end
        while line[from - 1] != UInt8(ascii: " ") { from -= 1 }
        return from..<end
    }

    /// The next line without its CR LF; `start` is then behind it.
    private func nextLine() -> UnsafeRawBufferPointer? {
        var searched = 0
        while true {
            if let end = memchr(buffer + start + searched, 10, limit - start - searched) {
                let from = start
                start = end - buffer + 1
                return UnsafeRawBufferPointer(start: buffer + from, count: max(2, start - from) - 2)
            }
            searched = limit - start
            guard hearMore(keeping: start) != nil else { return nil }
        }
    }

    /// Reads until that many bytes follow `start`; where they and the kept line are then.
    private func makeWhole(_ count: Int, keeping line: Int) -> (line: Int, payload: Int)? {
        var line = line
        while limit - start < count {
            guard let moved = hearMore(keeping: line) else { return nil }
            line = moved
        }
        return (line, start)
    }

    /// One read; moves what is kept to the front if there is little room. Where it is then, nil when there is nothing more to hear.
    private func hearMore(keeping from: Int) -> Int? {
        var from = from
        if start == limit && from == start {
            start = 0
            limit = 0
            from = 0
        } else if Connection.capacity - limit < 65536 {
            memmove(buffer, buffer + from, limit - from)
            start -= from
            limit -= from
            from = 0
        }
        while true {
            let got = recv(descriptor, buffer + limit, Connection.capacity - limit, 0)
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            limit += got
            return from
        }
    }
}
