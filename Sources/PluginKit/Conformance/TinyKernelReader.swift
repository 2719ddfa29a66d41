import EventLoop
import Wire

/// Takes down what a plugin says on one of its connections.
struct TinyKernelReader {
    private unowned let kernel: TinyKernel
    private unowned let stream: Stream
    private var parser = ClientOperationParser()
    private var unread: [UInt8] = []

    init(_ kernel: TinyKernel, _ stream: Stream) {
        self.kernel = kernel
        self.stream = stream
        parser.allowsHeaders = true
    }

    /// Nonsense ends the connection, as it would a real one.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        unread.append(contentsOf: bytes)
        let rest = unread.withUnsafeBytes { all in
            Result { () throws(ClientOperationParser.Failure) in try hearAll(all) }
        }
        switch rest {
        case .success(let rest): unread.removeFirst(unread.count - rest)
        case .failure: stream.close()
        }
        kernel.changed()
    }

    /// How many bytes an unfinished operation left unread.
    private mutating func hearAll(_ bytes: UnsafeRawBufferPointer) throws(ClientOperationParser.Failure) -> Int {
        var input = bytes
        while let operation = try parser.next(&input) { hear(operation) }
        return input.count
    }

    private func hear(_ operation: ClientOperation) {
        switch operation {
        case .connect:
            kernel.hasConnected = true
            kernel.spoken = stream
        case .publish(let publication):
            hear(String(decoding: publication.subject, as: UTF8.self))
            if !publication.reply.isEmpty { refuse(String(decoding: publication.reply, as: UTF8.self)) }
        case .subscribe(let subject, _, let id):
            kernel.subscriptions.append((String(decoding: subject, as: UTF8.self), String(decoding: id, as: UTF8.self)))
        case .ping: stream.write(Array("PONG\r\n".utf8))
        case .pong: kernel.pongs += 1
        default: break
        }
    }

    /// Nobody is here who could answer; the asker is told so, as by a real one.
    private func refuse(_ reply: String) {
        let inbox = kernel.subscriptions.last { $0.subject.hasSuffix("*") ? reply.hasPrefix($0.subject.dropLast()) : reply == $0.subject }
        guard let inbox else { return }
        stream.write(Array("HMSG \(reply) \(inbox.id) 16 16\r\nNATS/1.0 503\r\n\r\n\r\n".utf8))
    }

    private func hear(_ subject: String) {
        switch subject {
        case "kernel.ready": kernel.isReady = true
        case "kernel.beat": kernel.beats += 1
        default: break
        }
    }
}
