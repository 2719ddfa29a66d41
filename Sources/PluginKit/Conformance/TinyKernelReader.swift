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
        case .publish(let publication): hear(String(decoding: publication.subject, as: UTF8.self))
        case .subscribe(let subject, _, let id):
            kernel.subscriptions.append((String(decoding: subject, as: UTF8.self), String(decoding: id, as: UTF8.self)))
        case .ping: stream.write(Array("PONG\r\n".utf8))
        case .pong: kernel.pongs += 1
        default: break
        }
    }

    private func hear(_ subject: String) {
        switch subject {
        case "kernel.ready": kernel.isReady = true
        case "kernel.beat": kernel.beats += 1
        default: break
        }
    }
}
