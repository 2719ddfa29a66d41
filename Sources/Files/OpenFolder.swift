package import Glibc

/// An open folder: what happens to its path meanwhile does not matter. Closed with its last reference.
///
/// Anybody may exchange what is in it for another thing at any moment: it is reached by the descriptor, one name at a time, and no link is
/// followed. Names are the bytes they are, which need not be text.
package final class OpenFolder: Sendable {
    package let descriptor: Int32
    /// As a person knows it, for words.
    package let path: String

    package init(adopting descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

    /// By its path, as the host or the operator wrote it: links on the way are theirs. (open)
    package convenience init(_ path: String) throws(FileFailure) {
        let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .last("open", path) }
        self.init(adopting: opened, path)
    }

    deinit { close(descriptor) }

    package func shown(_ name: UnsafePointer<CChar>) -> String { "\(path)/\(String(cString: name))" }

    /// Its own. (fstat)
    package var status: stat {
        var status = stat()
        precondition(fstat(descriptor, &status) == 0, "a folder that was never open")
        return status
    }

    /// Of the thing itself, if it is a link; nil if nothing has that name. (fstatat)
    package func status(of name: UnsafePointer<CChar>) throws(FileFailure) -> stat? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .last("look at", shown(name)) }
        return nil
    }

    /// A folder in it; nil if nothing has that name. (openat)
    package func folder(_ name: UnsafePointer<CChar>) throws(FileFailure) -> OpenFolder? {
        guard let opened = try open(name, O_DIRECTORY) else { return nil }
        return OpenFolder(adopting: opened, shown(name))
    }

    /// Something in it, to be read and never waited for; nil if nothing has that name. The caller closes it. (openat)
    package func file(_ name: UnsafePointer<CChar>) throws(FileFailure) -> Int32? { try open(name, O_NONBLOCK | O_NOCTTY) }

    private func open(_ name: UnsafePointer<CChar>, _ flags: Int32) throws(FileFailure) -> Int32? {
        let opened = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags)
        if opened < 0, errno == ENOENT { return nil }
        guard opened >= 0 else { throw .last("open", shown(name)) }
        return opened
    }

    /// What is not there is made, in a folder that is, and its name survives a power cut when this returns, whoever made it. (mkdir)
    package static func make(_ path: String, mode: mode_t = 0o755) throws(FileFailure) {
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("make", path) }
        try sync("\(path)/..")
    }

    /// The names in it survive a power cut when this returns. (fsync)
    package func sync() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw .last("sync", path) }
    }

    package static func sync(_ path: String) throws(FileFailure) { try OpenFolder(path).sync() }

    /// The name itself survives a power cut when this returns.
    package static func sync(folderOf path: String) throws(FileFailure) { try sync(FilePath(path).folder) }
}

extension stat {
    /// S_IFREG and its like.
    package var kind: mode_t { st_mode & S_IFMT }
}
