import Glibc

/// Small files that are wholly the old or wholly the new one.
public enum StoredFile {
    /// Nil if there is none. (open, read)
    public static func bytes(_ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .last(path)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
        while bytes.count <= limit {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw .tooLong(path, file, limit)
    }

    /// On the disk when this returns. (open, write, fsync, rename, fsync of the folder)
    public static func replace(_ path: String, with bytes: [UInt8]) throws(StoreFailure) {
        let temporary = path + ".new"
        do throws(StoreFailure) {
            try create(temporary, bytes)
            guard rename(temporary, path) == 0 else { throw .last(path) }
        } catch {
            unlink(temporary)
            throw error
        }
        // Without it the rename may be undone by a power cut.
        try syncFolder(of: path)
    }

    private static func create(_ path: String, _ bytes: [UInt8]) throws(StoreFailure) {
        // Whatever a cut or somebody else has left here: a pipe would be waited for, a link followed, another's open file be written to.
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last(path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw .last(path) }
    }

    static func syncFolder(of path: String) throws(StoreFailure) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last(folder) }
    }
}

extension StoreFailure {
    /// The last call's error number. (errno)
    static func last(_ path: String) -> StoreFailure { StoreFailure(path, String(cString: strerror(errno))) }

    /// (fstat)
    fileprivate static func tooLong(_ path: String, _ file: Int32, _ limit: Int) -> StoreFailure {
        var status = stat()
        let size = fstat(file, &status) == 0 ? Int(status.st_size) : 0
        let words = size > limit ? "has \(size) bytes, more than the \(limit) it may have" : "is longer than \(limit) bytes"
        return StoreFailure(path, "\(words); this is not what belongs there", isTooLong: true)
    }
}
