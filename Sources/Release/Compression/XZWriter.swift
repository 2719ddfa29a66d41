import CLzma

/// Compresses what is written to it and hands it on, in one thread, so that the same bytes always become the same bytes.
/// (lzma_stream_encoder, lzma_code)
final class XZWriter {
    typealias Sink = (UnsafeRawBufferPointer) throws(ReleaseFailure) -> Void

    private let stream: UnsafeMutablePointer<lzma_stream>
    private let output: UnsafeMutableRawBufferPointer
    private let sink: Sink

    init(_ settings: XZSettings, to sink: @escaping Sink) throws(ReleaseFailure) {
        self.sink = sink
        stream = .allocate(capacity: 1)
        stream.initialize(to: lzma_stream())
        output = .allocate(byteCount: 64 << 10, alignment: 16)
        var options = settings.options
        let result = withUnsafeMutablePointer(to: &options) { options in
            var filters = [lzma_filter(id: roost_filter_lzma2, options: options), lzma_filter(id: roost_filter_end, options: nil)]
            if let filter = settings.filter { filters.insert(lzma_filter(id: filter.id, options: nil), at: 0) }
            return lzma_stream_encoder(stream, filters, LZMA_CHECK_CRC32)
        }
        try Self.check(result)
    }

    deinit {
        lzma_end(stream)
        stream.deallocate()
        output.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ReleaseFailure) {
        stream.pointee.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = bytes.count
        while stream.pointee.avail_in > 0 { try code(LZMA_RUN) }
    }

    /// Nothing may be written after.
    func finish() throws(ReleaseFailure) {
        stream.pointee.avail_in = 0
        while try code(LZMA_FINISH) != LZMA_STREAM_END {}
    }

    @discardableResult
    private func code(_ action: lzma_action) throws(ReleaseFailure) -> lzma_ret {
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = output.count
        let result = try Self.check(lzma_code(stream, action))
        let count = output.count - stream.pointee.avail_out
        if count > 0 { try sink(UnsafeRawBufferPointer(output)[..<count].rebased) }
        return result
    }

    @discardableResult
    private static func check(_ result: lzma_ret) throws(ReleaseFailure) -> lzma_ret {
        do throws(LZMAError) { return try LZMAError.check(result) } catch {
            throw .artifact(place: "compressing", why: error.description)
        }
    }
}
