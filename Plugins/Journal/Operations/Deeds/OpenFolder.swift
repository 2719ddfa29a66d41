import Glibc

/// An open folder: what happens to its path meanwhile does not matter. Closed with its last reference.
final class OpenFolder: Sendable {
    let descriptor: Int32

    init(adopting descriptor: Int32) { self.descriptor = descriptor }

    /// By its path, as the operator configured it: links on the way are theirs.
    init(_ path: String) throws(OperationFailure) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open", path) }
    }

    deinit { close(descriptor) }

    /// Nil if there is nothing of that name. (fstatat)
    func status(of name: UnsafePointer<CChar>) -> FileStatus? {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? FileStatus(status) : nil
    }

    /// Its own. (fstat)
    var status: FileStatus {
        var status = stat()
        precondition(fstat(descriptor, &status) == 0, "a folder that was never open")
        return FileStatus(status)
    }

    /// What is in it, without `.` and `..`, hidden ones included; no more than so many, in no order.
    func names(atMost limit: Int = .max) throws(OperationFailure) -> [String] {
        try entries(atMost: limit).map { $0.withUnsafeBufferPointer { String(cString: $0.baseAddress!) } }
    }

    /// The same as the bytes they are called by, which need not be text. (readdir)
    func entries(atMost limit: Int) throws(OperationFailure) -> [[CChar]] {
        // A descriptor of its own: the place in the listing belongs to the open file.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .last("list", "a folder") }
        guard let handle = fdopendir(copy) else {
            close(copy)
            throw .last("list", "a folder")
        }
        defer { closedir(handle) }
        var entries: [[CChar]] = []
        while entries.count < limit {
            errno = 0
            guard let entry = readdir(handle) else {
                // A listing that was cut is not taken for a whole one.
                guard errno == 0 else { throw .last("list", "a folder") }
                break
            }
            let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!).assumingMemoryBound(to: CChar.self)
            if strcmp(name, ".") != 0, strcmp(name, "..") != 0 {
                entries.append(Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1)))
            }
        }
        return entries
    }
}
