import Files
import Glibc
import Launch

/// A file without a name, in memory, that outlives an exec.
enum MemoryFile {
    /// Positioned at its beginning. (memfd_create)
    static func holding(_ bytes: [UInt8]) throws(CommandFailure) -> Int32 {
        let descriptor = LinuxCall.memoryFile(named: "roost-configuration")
        guard descriptor >= 0 else { throw CommandFailure("no memory file: \(SystemError.last.words)") }
        try CommandFailure.told { () throws(FileFailure) in try DurableFile.write(bytes[...], to: descriptor, "the memory file") }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }
}
