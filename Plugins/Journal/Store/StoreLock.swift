import Glibc

/// The one owner's hold on a journal's folder, let go with its process at the latest. (flock)
final class StoreLock {
    static let name = "journal.lock"
    private let descriptor: Int32

    /// - Parameter writing: false for one who can do without: on a disk that cannot be written, the file that is there does as well.
    init(folder: String, writing: Bool = true) throws(StoreError) {
        let path = "\(folder)/\(Self.name)"
        var opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if opened < 0, !writing { opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        guard opened >= 0 else { throw .file(path: path, words: String(cString: strerror(errno))) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(opened)
            throw code == EWOULDBLOCK ? .locked(folder: folder) : .file(path: path, words: String(cString: strerror(code)))
        }
        descriptor = opened
    }

    /// A child that is just being started may hold a copy of the descriptor: closing ours alone would not do.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
