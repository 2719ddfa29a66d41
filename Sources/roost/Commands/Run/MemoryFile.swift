import Glibc

/// A file without a name, in memory, that outlives an exec.
enum MemoryFile {
    /// Positioned at its beginning. (memfd_create)
    static func holding(_ bytes: [UInt8]) throws(CommandFailure) -> Int32 {
        let descriptor = LinuxCall.memoryFile(named: "roost-configuration")
        guard descriptor >= 0 else { throw CommandFailure("no memory file: \(SystemError.words)") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw CommandFailure("the memory file: \(SystemError.words)") }
            rest = rest.dropFirst(written)
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }
}
