import Glibc

/// By what a file is known to be untouched: which one it is, how long, and when it was last changed.
///
/// The time of the last change of a file's inode is the kernel's alone to set. A new name for the file is such a change as well.
struct FileMark: Hashable, Sendable {
    let text: String
    let size: Int
    /// In seconds since 1970.
    let changed: Int

    /// Nil if there is no such file; regular files only. (lstat)
    init?(of path: String) throws(PublishingError) {
        guard let status = try FileContent.status(of: path) else { return nil }
        (size, changed) = (Int(status.st_size), status.st_ctim.tv_sec)
        let times = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(changed).\(status.st_ctim.tv_nsec)"
        text = "\(status.st_dev) \(status.st_ino) \(size) \(times)"
    }
}
