import CLibuv

extension Stream {
    /// A piece of memory to write, laid out as libuv's `uv_buf_t` is, so that none is copied on the way.
    public struct Part {
        let base: UnsafeRawPointer?
        let count: Int

        public init(_ base: UnsafeRawPointer?, count: Int) {
            self.base = base
            self.count = count
        }
    }

    /// Writes what goes at once: the bytes taken, 0 if it would block or writes are pending. (uv_try_write)
    public func tryWrite(_ parts: UnsafeBufferPointer<Part>) throws(UVError) -> Int {
        guard !isClosed else { throw .badDescriptor }
        guard let first = parts.baseAddress else { return 0 }
        let written = tryWrite(first, count: parts.count)
        if written >= 0 { return Int(written) }
        let error = UVError(code: written)
        if error == .again { return 0 }
        throw error
    }

    /// uv_buf_t is made to be laid out as iovec is.
    private func tryWrite(_ parts: UnsafeRawPointer, count: Int) -> Int32 {
        uv_try_write(stream, parts.assumingMemoryBound(to: uv_buf_t.self), UInt32(truncatingIfNeeded: count))
    }

    /// Writes all of it, after what is pending; the memory stays the caller's and must live until `then`. (uv_write)
    public func write(_ buffers: [UnsafeRawBufferPointer], then: @escaping (UVError?) -> Void) {
        write(buffers, WriteRequest(then: then))
    }

    /// Writes all of it, after what is pending. (uv_write)
    public func write(_ bytes: [UInt8], then: @escaping (UVError?) -> Void = { _ in }) {
        let request = WriteRequest(copy: bytes, then: then)
        write([UnsafeRawBufferPointer(request.copy)], request)
    }

    /// Of the writes under way, what the system has not taken yet. (uv_stream_get_write_queue_size)
    public var queuedBytes: Int { isClosed ? 0 : uv_stream_get_write_queue_size(stream) }

    private func write(_ buffers: [UnsafeRawBufferPointer], _ request: WriteRequest) {
        guard !isClosed else { return loop.atTurnEnd { request.then(.canceled) } }
        let parts = buffers.map { buffer in
            uv_buf_t(base: UnsafeMutablePointer(mutating: buffer.baseAddress?.assumingMemoryBound(to: CChar.self)), len: buffer.count)
        }
        request.raw.pointee.data = Unmanaged.passRetained(request).toOpaque()
        let result = uv_write(request.raw, stream, parts, UInt32(parts.count), written)
        guard result < 0 else { return }
        Unmanaged.passUnretained(request).release()
        loop.atTurnEnd { request.then(UVError(code: result)) }
    }
}

/// A write under way: libuv's request, the bytes if they are ours, and whom to tell.
private final class WriteRequest {
    let raw = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
    let copy: UnsafeMutableRawBufferPointer
    let then: (UVError?) -> Void

    init(copy bytes: [UInt8] = [], then: @escaping (UVError?) -> Void) {
        copy = .allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        self.then = then
    }

    deinit {
        copy.deallocate()
        raw.deallocate()
    }
}

private func written(_ raw: UnsafeMutablePointer<uv_write_t>?, _ status: Int32) {
    guard let data = raw?.pointee.data else { return }
    let request = Unmanaged<WriteRequest>.fromOpaque(data).takeRetainedValue()
    request.then(status < 0 ? UVError(code: status) : nil)
}
