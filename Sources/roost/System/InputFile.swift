import Files
import Glibc
import Launch
import Trust

/// A file that is read whole, up to a limit.
enum InputFile {
    /// Regular files only; more than `limit` bytes are left unread.
    static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        let bytes = try CommandFailure.told { () throws(FileFailure) in try SmallFile.beginning(path, atMost: limit) }
        guard let bytes else { throw CommandFailure(.system(code: ENOENT, doing: "open", path: path)) }
        return bytes
    }

    /// Of a file that keeps a secret: its first line, without its end, copied nowhere else.
    static func firstLine(_ path: String, limit: Int) throws(CommandFailure) -> Secret {
        let descriptor = try opened(path)
        defer { close(descriptor) }
        return try Secret(capacity: limit) { (memory) throws(CommandFailure) in
            // Of a regular file, one call brings all there is.
            let count = Glibc.read(descriptor, memory.baseAddress, memory.count)
            guard count >= 0 else { throw CommandFailure("\(path): \(SystemError.last.words)") }
            return memory[..<count].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? count
        }
    }

    private static func opened(_ path: String) throws(CommandFailure) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw CommandFailure("\(path): \(SystemError.last.words)") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw CommandFailure("\(path): not a regular file")
        }
        return descriptor
    }

    static func standardInput(limit: Int) throws(CommandFailure) -> [UInt8] {
        try CommandFailure.told { () throws(FileFailure) in try SmallFile.rest(of: STDIN_FILENO, atMost: limit, "standard input") }
    }
}
