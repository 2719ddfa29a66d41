import Glibc

/// A small text file that is wholly the old one or wholly the new one, and on the disk when it is said to be.
enum DurableText {
    /// (open, write, fsync, rename, fsync of the folder)
    static func replace(_ path: String, with text: String) throws(DownloadError) {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        let bytes = Array(text.utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let error = errno
        close(descriptor)
        errno = error
        guard isWritten, rename(temporary, path) == 0 else { throw failure("write", temporary) }
        try syncFolder(of: path)
    }

    static func syncFolder(of path: String) throws(DownloadError) {
        let end = path.lastIndex(of: "/")
        let folder = end == nil ? "." : end == path.startIndex ? "/" : String(path[..<end!])
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", folder) }
    }

    private static func failure(_ doing: String, _ path: String) -> DownloadError {
        .disk("cannot \(doing) \(path): \(String(cString: strerror(errno)))")
    }
}

/// Nil for what is not there, or longer than any record.
func readText(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
}
