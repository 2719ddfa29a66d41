import Glibc

/// Which folder stands at a path now: another one of the same name is not the same. C function: `stat`.
struct FolderPlace: Equatable {
    private let device: UInt
    private let inode: UInt

    /// Nil when there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }
}
