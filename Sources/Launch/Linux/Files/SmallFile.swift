import Glibc

/// Files that are read whole, up to a limit.
package enum SmallFile {
    /// Nil, with the reason in `errno`, if it is not there or cannot be read. Never waits, and follows no link at the path's end. (open)
    package static func bytes(_ path: String, atMost limit: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return bytes(of: file, atMost: limit)
    }

    /// What an open file still holds; nil, with the reason in `errno`, if it cannot be read. (read)
    package static func bytes(of file: Int32, atMost limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit, 4096))
        while bytes.count < limit {
            let count = read(file, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
