import Glibc

/// What a name stands for, links not followed.
struct FileStatus: Equatable, Sendable {
    enum Kind: Sendable {
        case file, folder, link
        /// A device, pipe or socket.
        case special
    }

    let kind: Kind
    /// Permissions only.
    let mode: mode_t
    let owner: uid_t
    let group: gid_t
    let device: UInt64
    let size: Int64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .special
            }
        mode = status.st_mode & 0o7777
        (owner, group) = (status.st_uid, status.st_gid)
        device = UInt64(status.st_dev)
        size = Int64(status.st_size)
    }
}
