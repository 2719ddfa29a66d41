import Glibc

/// An open file, read by position. Closed with its last reference.
///
/// It is read in pieces of our own size: what the kernel would read ahead, megabytes on some disks, is more memory than a small control
/// group has.
final class OpenFile: Sendable {
    let descriptor: Int32
    let path: String
    /// When it was opened.
    let size: Int64

    /// By the path an operator or the host gave. (open)
    convenience init(_ path: String) throws(ReleaseFailure) {
        try self.init(adopting: open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), path)
    }

    /// Takes the result of an open call; a regular file is what it has to be. (fstat, posix_fadvise)
    init(adopting descriptor: Int32, _ path: String) throws(ReleaseFailure) {
        guard descriptor >= 0 else { throw .last("open", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .tree(path: path, why: "it is no regular file")
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM)
        (self.descriptor, self.path, size) = (descriptor, path, Int64(status.st_size))
    }

    deinit { close(descriptor) }

    /// Fills as much of the buffer as the file has from there on. (pread)
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ReleaseFailure) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset) + off_t(filled))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last("read", path) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// All of it, which has to fit into the limit.
    func contents(atMost limit: Int) throws(ReleaseFailure) -> [UInt8] {
        guard size <= limit else { throw .tree(path: path, why: "larger than \(limit) bytes") }
        return try bytes(in: 0..<size)
    }

    /// As many of these as there are.
    func bytes(in range: Range<Int64>) throws(ReleaseFailure) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: range.count, alignment: 16)
        defer { buffer.deallocate() }
        let count = try read(into: buffer, at: range.lowerBound)
        return Array(buffer[..<count])
    }
}
