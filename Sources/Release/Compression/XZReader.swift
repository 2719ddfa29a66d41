import CLzma

/// Unpacks one xz stream that lies in a part of a file, piece by piece, with bounded memory. (lzma_stream_decoder, lzma_code)
final class XZReader {
    private let stream: UnsafeMutablePointer<lzma_stream>
    private let input: UnsafeMutableRawBufferPointer
    private let file: OpenFile
    private var rest: Range<Int64>
    private var hasEnded = false

    /// - Parameter memory: what it may take at most to unpack.
    init(_ file: OpenFile, _ range: Range<Int64>, memory: UInt64) throws(ReleaseFailure) {
        (self.file, rest) = (file, range)
        stream = .allocate(capacity: 1)
        stream.initialize(to: lzma_stream())
        input = .allocate(byteCount: 16 << 10, alignment: 16)
        try check(lzma_stream_decoder(stream, memory, 0))
    }

    deinit {
        lzma_end(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// Fills as much of the buffer as there is left; less than all of it only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReleaseFailure) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = buffer.count
        while stream.pointee.avail_out > 0, !hasEnded {
            if stream.pointee.avail_in == 0 { try refill() }
            let action = rest.isEmpty && stream.pointee.avail_in == 0 ? LZMA_FINISH : LZMA_RUN
            hasEnded = try check(lzma_code(stream, action)) == LZMA_STREAM_END
        }
        return buffer.count - stream.pointee.avail_out
    }

    func readAll(of buffer: UnsafeMutableRawBufferPointer) throws(ReleaseFailure) {
        guard try read(into: buffer) == buffer.count else { throw refusal("it ends too early") }
    }

    func readByte() throws(ReleaseFailure) -> UInt8 {
        var byte: UInt8 = 0
        guard try read(into: &byte) == 1 else { throw refusal("it ends too early") }
        return byte
    }

    /// All of it, which has to fit into the limit.
    func contents(atMost limit: Int) throws(ReleaseFailure) -> [UInt8] {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
        defer { piece.deallocate() }
        var bytes: [UInt8] = []
        while case let count = try read(into: piece), count > 0 {
            bytes += piece[..<count]
            guard bytes.count <= limit else { throw refusal("it unpacks to more than \(limit) bytes") }
        }
        try expectEnd()
        return bytes
    }

    private func read(into byte: inout UInt8) throws(ReleaseFailure) -> Int {
        let result = withUnsafeMutableBytes(of: &byte) { buffer in Result { () throws(ReleaseFailure) in try read(into: buffer) } }
        return try result.get()
    }

    /// Everything has been read: there is nothing more in the stream but so many zeros at most, and nothing behind it.
    func expectEnd(afterZeros limit: Int = 0) throws(ReleaseFailure) {
        var (byte, zeros): (UInt8, Int) = (0, 0)
        while try read(into: &byte) == 1 {
            zeros += 1
            guard byte == 0, zeros <= limit else { throw refusal("it goes on behind its end") }
        }
        guard rest.isEmpty, stream.pointee.avail_in == 0 else { throw refusal("there is something behind its end") }
    }

    private func refill() throws(ReleaseFailure) {
        let count = try file.read(
            into: UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, rest.count)]), at: rest.lowerBound)
        rest = count == 0 ? rest.upperBound..<rest.upperBound : rest.lowerBound + Int64(count)..<rest.upperBound
        stream.pointee.next_in = UnsafePointer(input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = count
    }

    @discardableResult
    private func check(_ result: lzma_ret) throws(ReleaseFailure) -> lzma_ret {
        do throws(LZMAError) { return try LZMAError.check(result) } catch { throw refusal(error.description) }
    }

    private func refusal(_ why: String) -> ReleaseFailure { .artifact(place: file.path, why: why) }
}
