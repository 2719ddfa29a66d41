import Glibc

/// A regular file that is read whole, within a bound, and never waited for.
package enum SmallFile {
    /// What a name at the path's end is that is a link.
    package enum Links: Sendable {
        case followed, refused
    }

    /// Nil if nothing has that name; more than `limit` bytes are an error.
    package static func whole(_ path: String, atMost limit: Int, links: Links = .followed) throws(FileFailure) -> [UInt8]? {
        guard let file = try open(path, links) else { return nil }
        defer { close(file) }
        return try whole(of: file, atMost: limit, path)
    }

    /// The same of a file that is open. (fstat)
    package static func whole(of file: Int32, atMost limit: Int, _ path: String) throws(FileFailure) -> [UInt8] {
        let size = try size(of: file, path)
        if size > limit { throw .tooLong(path: path, limit: limit, size: size) }
        // It may have grown, and the files of /proc tell no size.
        let bytes = try rest(of: file, atMost: limit + 1, path)
        guard bytes.count <= limit else { throw .tooLong(path: path, limit: limit, size: nil) }
        return bytes
    }

    /// Nil if nothing has that name; of more than `limit` bytes only the first.
    package static func beginning(_ path: String, atMost limit: Int, links: Links = .followed) throws(FileFailure) -> [UInt8]? {
        guard let file = try open(path, links) else { return nil }
        defer { close(file) }
        _ = try size(of: file, path)
        return try rest(of: file, atMost: limit, path)
    }

    /// What an open file still holds, or sends until its end. (read)
    package static func rest(of file: Int32, atMost limit: Int, _ path: @autoclosure () -> String) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit, 4096))
        while bytes.count < limit {
            let count = read(file, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last("read", path()) }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// Without O_NONBLOCK a pipe would be waited for, without O_NOCTTY a terminal become ours. (open)
    private static func open(_ path: String, _ links: Links) throws(FileFailure) -> Int32? {
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        let file = Glibc.open(path, links == .followed ? flags : flags | O_NOFOLLOW)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw .last("open", path) }
        return file
    }

    private static func size(of file: Int32, _ path: String) throws(FileFailure) -> Int {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last("look at", path) }
        guard status.kind == S_IFREG else { throw .notRegular(path: path) }
        return Int(status.st_size)
    }
}
