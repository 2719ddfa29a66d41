import Glibc

/// An open file, wherever its name leads by now. Closed with its last reference.
final class DataFile {
    let descriptor: Int32
    let path: String

    init(adopting descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

    deinit { close(descriptor) }

    /// (fstat)
    var status: stat {
        var status = stat()
        precondition(fstat(descriptor, &status) == 0, "a file that was never open")
        return status
    }

    /// As many bytes as there are from where it was read last, at most the buffer; none at its end. (read)
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last("read", path) }
            return count
        }
    }
}
