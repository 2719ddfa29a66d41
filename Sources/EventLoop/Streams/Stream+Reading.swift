import CLibuv

extension Stream {
    /// Calls `handler` with all that comes, one buffer a turn at most, until the end, an error or ``Handle/close(then:)``. Once per stream.
    public func read(_ handler: @escaping (ReadEvent) -> Void) {
        precondition(self.handler == nil, "read is called once per stream")
        guard !isClosed else { return }
        self.handler = handler
        resumeReading()
    }

    /// Leaves what comes to the system's buffers, and so in the end to the writer. Idempotent. (uv_read_stop)
    public func pauseReading() {
        guard isReading else { return }
        isReading = false
        uv_read_stop(stream)
    }

    /// Idempotent. (uv_read_start)
    public func resumeReading() {
        guard handler != nil, !isReading else { return }
        isReading = true
        let result = uv_read_start(stream, offerBuffer, bytesRead)
        if result < 0 { loop.atTurnEnd { [weak self] in self?.finish(.failed(UVError(code: result))) } }
    }

    /// An empty buffer makes libuv report ENOBUFS and leave the rest for the next turn.
    fileprivate var offer: uv_buf_t {
        lastRead == loop.turn
            ? uv_buf_t()
            : uv_buf_t(base: loop.readBuffer.assumingMemoryBound(to: CChar.self), len: limit)
    }

    fileprivate func received(_ count: Int) {
        if count > 0 {
            lastRead = loop.turn
            handler?(.bytes(UnsafeRawBufferPointer(start: loop.readBuffer, count: count)))
        } else if count == Int(UV_EOF.rawValue) {
            finish(.end)
        } else if count < 0, count != Int(UV_ENOBUFS.rawValue) {
            finish(.failed(UVError(code: Int32(truncatingIfNeeded: count))))
        }
    }

    /// The last event: the handler is let go of, so that nothing can follow.
    private func finish(_ event: ReadEvent) {
        pauseReading()
        let last = handler
        handler = nil
        last?(event)
    }
}

private func offerBuffer(
    _ handle: UnsafeMutablePointer<uv_handle_t>?, _: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?
) {
    guard let owner = handle?.pointee.data else { return }
    buffer?.pointee = Unmanaged<Stream>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.offer }
}

private func bytesRead(_ handle: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _: UnsafePointer<uv_buf_t>?) {
    guard let owner = handle?.pointee.data else { return }
    Unmanaged<Stream>.fromOpaque(owner).takeUnretainedValue().received(count)
}

extension Loop {
    /// Puts `start` directly before `bytes` just read, so that what was kept of the last read and what came now are one.
    ///
    /// Valid as long as `bytes` are, which must be a handler's, whole; nil if `start` is longer than a read.
    public func join(_ start: UnsafeRawBufferPointer, to bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard start.count <= Loop.readBufferSize, bytes.baseAddress == UnsafeRawPointer(readBuffer) else { return nil }
        let joined = readBuffer - start.count
        joined.copyMemory(from: start.baseAddress ?? UnsafeRawPointer(joined), byteCount: start.count)
        return UnsafeRawBufferPointer(start: joined, count: start.count + bytes.count)
    }
}
