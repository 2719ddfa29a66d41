import Glibc

/// An open folder of the data volume. What is changed in it is durable when the call returns.
final class Folder {
    let descriptor: Int32

    /// C function: `openat`.
    init(_ path: String) throws(SystemError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try SystemError.check(descriptor)
    }

    deinit { close(descriptor) }

    /// Makes it where it is missing, but not its parents. C function: `mkdir`.
    convenience init(making path: String) throws(SystemError) {
        mkdir(path, 0o755)
        try self.init(path)
    }

    /// Makes a folder in it where there is none. C functions: `mkdirat`, `fsync`.
    func makeFolder(_ name: String) throws(SystemError) {
        guard mkdirat(descriptor, name, 0o755) == 0 else {
            guard errno == EEXIST else { throw SystemError() }
            return
        }
        try sync()
    }

    /// What a file holds, up to `limit` bytes and one more; nil where there is none. Links and what is no file are refused.
    func read(_ name: String, limit: Int) throws(SystemError) -> [UInt8]? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file < 0, errno == ENOENT { return nil }
        try SystemError.check(file)
        defer { close(file) }
        var status = stat()
        try SystemError.check(fstat(file, &status))
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(code: EINVAL) }
        return try Self.read(file, limit: limit + 1)
    }

    static func read(_ file: Int32, limit: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var length = 0
        while length < limit {
            let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + length, limit - length) }
            guard count >= 0 else { throw SystemError() }
            if count == 0 { break }
            length += count
        }
        return Array(bytes.prefix(length))
    }

    /// Puts a whole new file in its place. C functions: `fsync` of the file, `renameat`, `fsync` of the folder.
    func replace(_ name: String, with bytes: [UInt8]) throws(SystemError) {
        let temporary = ".\(name).new"
        unlinkat(descriptor, temporary, 0)
        let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        try SystemError.check(file)
        try Self.fill(file, with: bytes)
        try rename(temporary, to: name)
    }

    /// Puts a link in its place. C functions: `symlinkat`, `renameat`, `fsync` of the folder.
    func replaceLink(_ name: String, to target: String) throws(SystemError) {
        let temporary = ".\(name).new"
        unlinkat(descriptor, temporary, 0)
        try SystemError.check(symlinkat(target, descriptor, temporary))
        try rename(temporary, to: name)
    }

    func remove(_ name: String) throws(SystemError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw SystemError() }
        try sync()
    }

    /// Whether somebody holds a file of it locked. C function: `flock`.
    func isLocked(_ name: String) -> Bool {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// C functions: `fstatat`, `faccessat`.
    static func isProgram(_ path: String, in folder: Folder? = nil) -> Bool {
        let start = folder?.descriptor ?? AT_FDCWD
        var status = stat()
        return fstatat(start, path, &status, 0) == 0 && status.st_mode & S_IFMT == S_IFREG && faccessat(start, path, X_OK, 0) == 0
    }

    private func rename(_ temporary: String, to name: String) throws(SystemError) {
        try SystemError.check(renameat(descriptor, temporary, descriptor, name))
        try sync()
    }

    /// C function: `fsync`.
    func sync() throws(SystemError) { try SystemError.check(fsync(descriptor)) }

    /// Writes, makes durable and closes.
    private static func fill(_ file: Int32, with bytes: [UInt8]) throws(SystemError) {
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + done, bytes.count - done) }
            guard count > 0 else { throw SystemError() }
            done += count
        }
        try SystemError.check(fsync(file))
    }
}
