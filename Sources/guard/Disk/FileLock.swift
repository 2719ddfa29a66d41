import Glibc

/// A hold on a file that nobody has beside its last reference.
///
/// Whoever can open a file can lock it, were it only for reading; so nobody but its owner can open this one.
final class FileLock {
    private let descriptor: Int32

    /// C functions: `openat`, `fchmod`, `flock`.
    init(_ name: String, in folder: Folder) throws(SystemError) {
        descriptor = openat(folder.descriptor, name, O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        try SystemError.check(descriptor)
        fchmod(descriptor, 0o600)
        try SystemError.check(flock(descriptor, LOCK_EX | LOCK_NB))
    }

    deinit { close(descriptor) }
}
