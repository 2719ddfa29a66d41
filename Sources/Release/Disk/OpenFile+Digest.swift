import Trust

extension OpenFile {
    private static let pieceSize = 64 << 10

    /// Of all that is in it by now, and how many bytes that were; each piece goes to `sink` as well.
    func digest(
        counting progress: inout ProgressCount, _ sink: (UnsafeRawBufferPointer) throws(ReleaseFailure) -> Void = { _ in }
    ) throws(ReleaseFailure) -> (digest: Digest, size: Int64) {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
        defer { piece.deallocate() }
        var stream = DigestStream(.sha256)
        var size: Int64 = 0
        while true {
            let count = try read(into: piece, at: size)
            if count == 0 { return (stream.finish(), size) }
            let bytes = UnsafeRawBufferPointer(piece)[..<count].rebased
            stream.update(bytes)
            try sink(bytes)
            size += Int64(count)
            try progress.add(Int64(count))
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    var rebased: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self) }
}
