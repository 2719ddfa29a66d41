import CLibuv

/// A connected unix socket, an end of a socketpair, a pipe, or a TCP connection.
///
/// Kept alive by its owner, not by the loop: a stream nobody holds is closed. (uv_stream_t: uv_pipe_t or uv_tcp_t)
public final class Stream: Handle {
    public let isTCP: Bool

    /// At most so many bytes are read per turn; 65536, the shared buffer's size, unless set lower.
    public var readLimit: Int {
        get { limit }
        set { limit = min(max(1, newValue), Loop.readBufferSize) }
    }
    var limit = Loop.readBufferSize
    var handler: ((ReadEvent) -> Void)?
    var isReading = false
    /// The turn of the last read: a second one in the same turn is put off, so that a flooder cannot hog the loop.
    var lastRead: UInt64 = 0

    init(tcp: Bool, on loop: Loop) throws(UVError) {
        isTCP = tcp
        try super.init(tcp ? UV_TCP : UV_NAMED_PIPE, on: loop) { memory in
            tcp
                ? uv_tcp_init(loop.raw, memory.assumingMemoryBound(to: uv_tcp_t.self))
                : uv_pipe_init(loop.raw, memory.assumingMemoryBound(to: uv_pipe_t.self), 0)
        }
    }

    deinit { close() }

    override func release() {
        handler = nil
        isReading = false
    }

    var stream: UnsafeMutablePointer<uv_stream_t> { memory.assumingMemoryBound(to: uv_stream_t.self) }
    var pipe: UnsafeMutablePointer<uv_pipe_t> { memory.assumingMemoryBound(to: uv_pipe_t.self) }
    var tcp: UnsafeMutablePointer<uv_tcp_t> { memory.assumingMemoryBound(to: uv_tcp_t.self) }
}
