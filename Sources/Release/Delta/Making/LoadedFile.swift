/// All bytes of a file in memory, for work that goes back and forth in them.
final class LoadedFile {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ file: OpenFile) throws(ReleaseFailure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(file.size), alignment: 16)
        bytes = UnsafeBufferPointer(buffer.assumingMemoryBound(to: UInt8.self))
        let count = try file.read(into: buffer, at: 0)
        guard count == buffer.count else { throw .tree(path: file.path, why: "it became shorter while it was read; try again") }
    }

    deinit { bytes.deallocate() }
}
