import Glibc

/// The one owner's hold on a journal's folder, let go with its process at the latest. (flock)
final class StoreLock {
    static let name = "journal.lock"
    private let descriptor: Int32

    init(folder: String) throws(StoreError) {
        let path = "\(folder)/\(Self.name)"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, words: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? .locked(folder: folder) : .file(path: path, words: String(cString: strerror(code)))
        }
    }

    deinit { close(descriptor) }
}
