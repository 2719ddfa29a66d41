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
    func status(of name: String) -> FileStatus? {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? FileStatus(status) : nil
    }

    /// Its own. (fstat)
    var status: FileStatus {
        var status = stat()
        precondition(fstat(descriptor, &status) == 0, "a folder that was never open")
        return FileStatus(status)
    }

    /// What is in it, without `.` and `..`, hidden ones included; no more than so many, in no order. (readdir)
    func names(atMost limit: Int = .max) throws(OperationFailure) -> [String] {
        // A descriptor of its own: the place in the listing belongs to the open file.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard let handle = copy < 0 ? nil : fdopendir(copy) else { throw .last("list", "a folder") }
        defer { closedir(handle) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
