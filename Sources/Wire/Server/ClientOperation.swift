/// One operation a client sent (NATS client protocol).
///
/// All buffers are views of the bytes that were parsed: valid only until the parser is given new ones.
public enum ClientOperation {
    case connect(options: UnsafeRawBufferPointer)
    case publish(Publication)
    case subscribe(subject: UnsafeRawBufferPointer, queue: UnsafeRawBufferPointer?, sid: UnsafeRawBufferPointer)
    /// `max` is the number of messages after which the subscription ends, 0 for at once.
    case unsubscribe(sid: UnsafeRawBufferPointer, max: Int)
    case ping
    case pong
    /// A server has no use for it, but it has to be an object.
    case info(UnsafeRawBufferPointer)
    case ok
    /// The client's own -ERR: it is leaving.
    case error
}
