import Files
import Glibc

/// The way to a folder name by name, for a Linux that does not know how to go it in one call.
enum FolderWalk {
    /// As ``FolderCall/openBeneath(_:_:crossing:)``, but a second mount of the same file system counts as no other one.
    ///
    /// No name is `..` and no link is followed, so it leads down only, whatever is renamed meanwhile. (openat)
    static func openBeneath(_ folder: Int32, _ path: String, crossing: Bool) -> Int32 {
        var opened = fcntl(folder, F_DUPFD_CLOEXEC, 0)
        for name in FilePath(path).parts where opened >= 0 {
            precondition(name != ".." && name != ".", "a path that leads elsewhere than down")
            let next = step(from: opened, name, crossing: crossing)
            let code = errno
            close(opened)
            (opened, errno) = (next, code)
        }
        return opened
    }

    private static func step(from folder: Int32, _ name: String, crossing: Bool) -> Int32 {
        let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard next >= 0, !crossing, device(of: next) != device(of: folder) else { return next }
        close(next)
        errno = EXDEV
        return -1
    }

    private static func device(of folder: Int32) -> dev_t? {
        var status = stat()
        return fstat(folder, &status) == 0 ? status.st_dev : nil
    }
}
