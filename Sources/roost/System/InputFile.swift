import Glibc
import Launch

/// A file that is read whole, up to a limit.
enum InputFile {
    /// Regular files only; more than `limit` bytes are left unread. (open, read)
    static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw CommandFailure("\(path): \(SystemError.last.words)") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure("\(path): not a regular file")
        }
        return try readAll(descriptor, limit: limit, name: path)
    }

    static func standardInput(limit: Int) throws(CommandFailure) -> [UInt8] {
        try readAll(STDIN_FILENO, limit: limit, name: "standard input")
    }

    private static func readAll(_ descriptor: Int32, limit: Int, name: String) throws(CommandFailure) -> [UInt8] {
        guard let bytes = SmallFile.bytes(of: descriptor, atMost: limit) else { throw CommandFailure("\(name): \(SystemError.last.words)") }
        return bytes
    }
}
