import EventLoop
import Wire

/// The bytes of one connection: operations in, and what is to be said gathered and written once a turn.
final class BusLink {
    let loop: Loop
    var output = ClientSerializer()
    var received: (ServerOperation) -> Void = { _ in }
    /// Called once, when the other side has gone or talks nonsense.
    var ended: (BusError) -> Void = { _ in }
    /// Called when pending bytes have become fewer.
    var written: () -> Void = {}

    private let stream: Stream
    private var parser = ServerOperationParser()
    private var underWay = 0
    private var isFlushDue = false

    init(_ stream: Stream) {
        self.stream = stream
        loop = stream.loop
    }

    /// Said but not yet taken by the system.
    var pendingBytes: Int { output.bytes.count + underWay }

    /// The largest message to expect, headers included.
    var maximumPayload: Int {
        get { parser.limits.payload }
        set { parser.limits.payload = newValue }
    }

    func start() {
        stream.setNoDelay(true)
        stream.read { [unowned self] event in
            switch event {
            case .bytes(let bytes): take(bytes)
            case .end: end(.closed("the bus hung up"))
            case .failed(let error): end(.closed("the bus broke off: \(error.description)"))
            }
        }
    }

    /// To be called after every change of `output`.
    func flushSoon() {
        guard !isFlushDue, underWay == 0 else { return }
        isFlushDue = true
        loop.atTurnEnd { [weak self] in self?.flush() }
    }

    func close() {
        ended = { _ in }
        received = { _ in }
        stream.close()
    }

    private func flush() {
        isFlushDue = false
        guard underWay == 0, !output.bytes.isEmpty, !stream.isClosed else { return }
        let bytes = output.take()
        underWay = bytes.count
        stream.write(bytes) { [weak self] error in self?.finishWrite(error) }
    }

    private func finishWrite(_ error: UVError?) {
        underWay = 0
        // What the other side said last is still to be read: its end is told by reading.
        guard error == nil else { return }
        flush()
        written()
    }

    private func take(_ bytes: UnsafeRawBufferPointer) {
        parser.append(bytes)
        do throws(ServerOperationParser.Failure) {
            while !stream.isClosed, let operation = try parser.next() { received(operation) }
        } catch {
            end(.closed("the bus does not speak NATS: \(error)"))
        }
    }

    private func end(_ error: BusError) {
        stream.close()
        let ended = self.ended
        self.ended = { _ in }
        ended(error)
    }
}
