import Glibc

/// An open folder in which a feature may exchange any name for another thing at any moment: what is below it is reached by its descriptor,
/// one name at a time, and no link is followed. Closed with its last reference.
final class DataFolder {
    let descriptor: Int32
    let path: String

    private init(adopting descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

    /// By its path, which is the host's, or the operator's: links that lead to it are theirs. Nil if it is not there. (open)
    convenience init?(_ path: String) throws(Fault) {
        let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 || errno != ENOENT else { return nil }
        guard opened >= 0 else { throw .last("open", path) }
        self.init(adopting: opened, path)
    }

    deinit { close(descriptor) }

    func shown(_ name: UnsafePointer<CChar>) -> String { "\(path)/\(String(cString: name))" }

    /// Its own. (fstat)
    var status: stat {
        var status = stat()
        precondition(fstat(descriptor, &status) == 0, "a folder that was never open")
        return status
    }

    /// Of the thing itself, if it is a link; nil if nothing has that name. (fstatat)
    func status(of name: UnsafePointer<CChar>) throws(Fault) -> stat? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .last("look at", shown(name)) }
        return nil
    }

    /// A folder in it; nil if nothing has that name any more. (openat)
    func folder(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFolder? {
        guard let opened = try open(name, O_DIRECTORY) else { return nil }
        return DataFolder(adopting: opened, shown(name))
    }

    /// A regular file in it, to be read; nil if nothing has that name any more. (openat)
    func file(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFile? {
        guard let opened = try open(name, O_NONBLOCK | O_NOCTTY) else { return nil }
        let file = DataFile(adopting: opened, shown(name))
        guard file.status.kind == S_IFREG else { throw .exchanged(file.path) }
        return file
    }

    private func open(_ name: UnsafePointer<CChar>, _ flags: Int32) throws(Fault) -> Int32? {
        let opened = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags)
        if opened >= 0 { return opened }
        switch errno {
        case ENOENT: return nil
        // What was looked at was none of these.
        case ELOOP, ENOTDIR, ENXIO: throw .exchanged(shown(name))
        default: throw .last("open", shown(name))
        }
    }

    /// The folder a path below this one leads to, and the last name; nil if a folder on the way is not there any more.
    func place(_ path: String) throws(Fault) -> (folder: DataFolder, name: String)? {
        // By bytes: a slash and an accent behind it are one character, and still the end of a name.
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        guard let last = names.last else { return nil }
        var folder = self
        for name in names.dropLast() {
            guard let next = try folder.folder(name) else { return nil }
            folder = next
        }
        return (folder, last)
    }

    /// Where a link in it leads; nil if there is none. (readlinkat)
    func link(_ name: UnsafePointer<CChar>) -> [CChar]? {
        var goal = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlinkat(descriptor, name, &goal, goal.count - 1)
        return count > 0 ? Array(goal[..<count]) + [0] : nil
    }
}

extension stat {
    /// S_IFREG and its like.
    var kind: mode_t { st_mode & S_IFMT }
}

extension Fault {
    /// Between a look and the next call.
    static func exchanged(_ path: String) -> Fault {
        Fault(.machine, "\(path) was exchanged for something else while it was looked at; it is tried again by itself")
    }
}
