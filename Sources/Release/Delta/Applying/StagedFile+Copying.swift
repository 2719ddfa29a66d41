extension StagedFile {
    private static let pieceSize = 32 << 10

    /// Fills it from a file of the installed tree.
    func copy(_ file: BaseFile) throws(ReleaseFailure) {
        var position: Int64 = 0
        try fill { (piece) throws(ReleaseFailure) in
            let count = try file.read(into: piece, at: position)
            position += Int64(count)
            return count
        }
    }

    /// Fills it from a stream, all of which it has to be.
    func copy(_ stream: XZReader) throws(ReleaseFailure) {
        try fill { (piece) throws(ReleaseFailure) in try stream.read(into: piece) }
        try stream.expectEnd()
    }

    /// Until it is full or there is no more.
    private func fill(_ source: (UnsafeMutableRawBufferPointer) throws(ReleaseFailure) -> Int) throws(ReleaseFailure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        while remaining > 0 {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(Int64(buffer.count), remaining))])
            let count = try source(piece)
            if count == 0 { return }
            try write(UnsafeRawBufferPointer(piece)[..<count].rebased)
        }
    }
}
