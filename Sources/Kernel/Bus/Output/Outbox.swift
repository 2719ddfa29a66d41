import EventLoop

/// What is still to be written to one peer, in order.
///
/// Bytes are gathered here during a turn of the loop and written once at its end; what the socket does not take waits.
final class Outbox {
    private struct Chunk {
        let base: UnsafeMutableRawPointer
        var start = 0
        var end = 0
    }

    private let pool: ChunkPool
    private var chunks: [Chunk] = []
    /// Bytes not written yet.
    private(set) var count = 0
    /// Bytes the peer has taken, ever: what tells a slow peer from a dead one.
    private(set) var written: Int64 = 0
    /// A write waits for the socket: its chunk is the loop's until then.
    private var isWaiting = false
    /// Bytes of the write that waits, 0 if none.
    private(set) var waitingLength = 0
    /// Given up while a write waits: its memory goes when that write ends.
    private var isDiscarded = false

    /// Free space in the last chunk.
    private var tail: UnsafeMutableRawPointer?
    private var room = 0

    init(pool: ChunkPool) { self.pool = pool }

    deinit { discard() }

    /// Memory for at most `length` bytes, at most a chunk's size; `commit` says how many were used.
    @inline(__always)
    func reserve(upTo length: Int) -> UnsafeMutableRawPointer {
        if room < length {
            precondition(length <= ChunkPool.chunkSize, "a line longer than a chunk")
            addChunk()
        }
        return tail!
    }

    /// Takes the reserved bytes up to `end`.
    @inline(__always)
    func commit(to end: UnsafeMutableRawPointer) {
        let length = end - tail!
        tail = end
        room -= length
        count += length
        pool.pending += length
        chunks[chunks.count - 1].end += length
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            if room == 0 { addChunk() }
            let length = min(room, rest.count)
            tail!.copyMemory(from: base, byteCount: length)
            commit(to: tail! + length)
            rest = UnsafeRawBufferPointer(rebasing: rest[length...])
        }
    }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    private func addChunk() {
        let base = pool.take()
        chunks.append(Chunk(base: base))
        tail = base
        room = ChunkPool.chunkSize
    }

    /// Writes what the socket takes now; `later` runs when the socket has taken more, or failed.
    func flush(to stream: Stream, later: @escaping (UVError?) -> Void) throws(UVError) {
        guard !isWaiting else { return }
        while count > 0 {
            let taken = try writeNow(to: stream)
            consume(taken)
            if taken == 0 { return wait(stream, later) }
        }
    }

    private func writeNow(to stream: Stream) throws(UVError) -> Int {
        try withUnsafeTemporaryAllocation(of: Stream.Part.self, capacity: 64) { vectors throws(UVError) in
            var used = 0
            for chunk in chunks.prefix(vectors.count) where chunk.end > chunk.start {
                vectors[used] = Stream.Part(chunk.base + chunk.start, count: chunk.end - chunk.start)
                used += 1
            }
            return try stream.tryWrite(UnsafeBufferPointer(rebasing: vectors[..<used]))
        }
    }

    private func wait(_ stream: Stream, _ later: @escaping (UVError?) -> Void) {
        isWaiting = true
        let chunk = chunks[0]
        let length = chunk.end - chunk.start
        waitingLength = length
        stream.write([UnsafeRawBufferPointer(start: chunk.base + chunk.start, count: length)]) { [self] error in
            isWaiting = false
            waitingLength = 0
            if isDiscarded { drop(chunks.count) } else if error == nil { consume(length) }
            later(error)
        }
    }

    private func consume(_ taken: Int) {
        count -= taken
        pool.pending -= taken
        written += Int64(taken)
        var rest = taken
        var emptied = 0
        while emptied < chunks.count {
            let length = min(rest, chunks[emptied].end - chunks[emptied].start)
            chunks[emptied].start += length
            rest -= length
            guard chunks[emptied].start == chunks[emptied].end else { break }
            emptied += 1
        }
        drop(emptied)
    }

    private func drop(_ emptied: Int) {
        for chunk in chunks.prefix(emptied) { pool.giveBack(chunk.base) }
        chunks.removeFirst(emptied)
        if chunks.isEmpty {
            tail = nil
            room = 0
        }
    }

    /// Gives all memory back, and waits for nothing any more. What a write under way still needs goes when the closing
    /// stream has ended that.
    func discard() {
        pool.pending -= count
        count = 0
        isDiscarded = true
        if !isWaiting { drop(chunks.count) }
    }
}
