import Glibc

/// A file that is read whole, up to a limit.
enum SmallFile {
    /// Regular files only; more than `limit` bytes are left unread. (open, read)
    static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw CommandFailure("\(path): \(SystemError.words)") }
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
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit, 65_536))
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw CommandFailure("\(name): \(SystemError.words)") }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
