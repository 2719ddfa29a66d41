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
}
