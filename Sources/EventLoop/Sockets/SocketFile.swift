import Glibc

/// The file a bound unix socket is found by; removed with it, unless another has taken its place since.
struct SocketFile {
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    init(_ path: String) throws(UVError) {
        var status = stat()
        try checkCall(lstat(path, &status))
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// A socket only: whatever else is there makes bind fail.
    static func removeAny(at path: String) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    }

    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }
}
