import Wire

extension Peer {
    /// For those whose manifest says `senders`: as HMSG, with who sent it in front of the sender's own headers.
    func deliverWithSender(_ message: Message, sid: [UInt8]) {
        let own = UnsafeRawBufferPointer(rebasing: message.body[..<message.headerLength])
        let header = SenderHeader(message.sender?.identity.sender ?? "@kernel", before: own).bytes
        let size = header.count + message.payload.count
        var line = Array("HMSG ".utf8) + message.subject
        for word in [sid, Array(message.reply)] where !word.isEmpty { line += [UInt8(ascii: " ")] + word }
        line += Array(" \(header.count) \(size)\r\n".utf8) + header
        line.withUnsafeBytes { outbox.append($0) }
        outbox.append(message.payload)
        outbox.append("\r\n")
        counters.outMessages += 1
        counters.outBytes += Int64(size)
        bus.needsFlush(self)
    }
}
