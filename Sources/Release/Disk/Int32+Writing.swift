import Glibc

extension Int32 {
    /// All of the bytes, to this descriptor. (write)
    package func writeAll(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(ReleaseFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(self, rest.rebased.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write", path) }
            rest = rest.dropFirst(count)
        }
    }
}
