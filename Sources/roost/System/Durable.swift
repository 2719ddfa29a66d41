import Glibc

/// Writing that is on the disk when it returns.
enum Durable {
    /// The names in a folder. (fsync)
    static func syncFolder(_ path: String) throws(CommandFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure("\(path): \(SystemError.words)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CommandFailure("\(path): \(SystemError.words)") }
    }

    /// All of the bytes. (write)
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, name: String) throws(CommandFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw CommandFailure("\(name): \(SystemError.words)") }
            rest = rest.dropFirst(written)
        }
    }
}
