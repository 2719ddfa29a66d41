import Glibc

/// The end of a file, read backwards: what a large log costs is what is shown of it.
enum TailReader {
    private static let block = 65_536

    /// Without their line ends; what stands behind the last line end counts as a line. (pread)
    static func lastLines(_ count: Int, of descriptor: Int32, before end: Int) -> [[UInt8]] {
        guard count > 0 else { return [] }
        var tail: [UInt8] = []
        var start = end
        var ends = 0
        // One line end more than lines: the one before the first line.
        while start > 0, ends <= count {
            let length = min(block, start)
            start -= length
            let bytes = read(descriptor, at: start, length)
            ends += bytes.count { $0 == UInt8(ascii: "\n") }
            tail = bytes + tail
        }
        if tail.last == UInt8(ascii: "\n") { tail.removeLast() }
        guard !tail.isEmpty || end > 0 else { return [] }
        return tail.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).suffix(count).map { Array($0) }
    }

    static func read(_ descriptor: Int32, at position: Int, _ length: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(descriptor, &bytes, length, off_t(position))
        return count < 0 ? [] : Array(bytes[..<count])
    }
}
