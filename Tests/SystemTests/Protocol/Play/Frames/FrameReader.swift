import Support

/// Cuts what one connection hears into frames.
struct FrameReader {
    enum Next {
        case frame(Frame)
        /// With what was left over: half a line, or half a message.
        case closed(rest: String)
    }

    let socket: RawSocket
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ socket: RawSocket) { self.socket = socket }

    mutating func next(until deadline: Deadline) throws -> Next {
        while true {
            if let frame = takeFrame() { return .frame(frame) }
            let more = try socket.read(until: deadline)
            guard !more.isEmpty else {
                defer { (buffer, start) = ([], 0) }
                return .closed(rest: summary(buffer[start...]))
            }
            buffer.removeFirst(start)
            start = 0
            buffer += more
        }
    }

    private mutating func takeFrame() -> Frame? {
        guard let newline = buffer[start...].firstIndex(of: 10) else { return nil }
        let raw = buffer[start..<newline].dropLast(buffer[start..<newline].last == 13 ? 1 : 0)
        let line = visible(raw)
        guard line.hasPrefix("MSG ") || line.hasPrefix("HMSG "), let size = lastNumber(raw) else {
            start = newline + 1
            return Frame(line: line)
        }
        let body = newline + 1
        guard buffer.count >= body + size + 2 else { return nil }
        start = body + size + 2
        return Frame(line: line, body: summary(buffer[body..<start]))
    }

    private func lastNumber(_ line: some BidirectionalCollection<UInt8>) -> Int? {
        line.split(separator: 32).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
