import Files
import Glibc

/// Copies pieces of one feature's data folder, which the feature may change meanwhile, into a folder that it cannot enter. Bounded in all.
///
/// Goes by descriptors on both sides. What is not as it was looked at, or is too much, fails the whole; what is not there any more is
/// left out, and so are sockets and pipes, which are made anew by who needs them. On the disk after ``finish()``.
struct DataCopy {
    /// Beyond so many, one sync of the file system takes less time.
    private static let mostSynced = 16

    private let source: DataFolder
    let target: DataFolder
    private let (owner, device): (uid_t, dev_t)
    /// Whatever stands in a folder counts as a file, copied or not.
    private(set) var (files, bytes) = (0, Int64(0))
    /// Called after a look at a thing, of a file once more before it is read: a test changes it then.
    private let looked: (String) -> Void

    init(from source: DataFolder, to target: DataFolder, looked: @escaping (String) -> Void = { _ in }) {
        (self.source, self.target, self.looked) = (source, target, looked)
        (owner, device) = (source.status.st_uid, target.status.st_dev)
    }

    /// False if there is nothing to copy; else what had that name in the target is gone, once the new copy is whole. (renameat)
    mutating func copy(_ path: String, to name: String) throws(Fault) -> Bool {
        guard let place = try source.place(path) else { return false }
        let new = "\(name).new"
        target.remove(new)
        try count(files: 1)
        guard try copyNode(place.name, of: place.folder, to: target, new, depth: 1) else { return false }
        target.remove(name)
        guard renameat(target.descriptor, new, target.descriptor, name) == 0 else { throw .last("rename", target.shown(new)) }
        return true
    }

    /// They may be taken for whole from now on. (fsync, syncfs)
    func finish() throws(Fault) {
        if files > Self.mostSynced { return try target.syncFileSystem() }
        try Self.sync(target.descriptor, target.path)
    }

    // MARK: - One thing, and what is in it

    private mutating func copyNode(
        _ name: UnsafePointer<CChar>, of folder: DataFolder, to target: DataFolder, _ new: UnsafePointer<CChar>, depth: Int
    ) throws(Fault) -> Bool {
        guard let status = try folder.status(of: name) else { return false }
        looked(folder.shown(name))
        switch status.kind {
        case S_IFREG: return try copyFile(name, of: folder, to: target, new)
        case S_IFLNK: return try copyLink(name, status, of: folder, to: target, new)
        case S_IFDIR: return try copyFolder(name, of: folder, to: target, new, depth: depth)
        case S_IFSOCK, S_IFIFO: return false
        default: throw .exchanged(folder.shown(name))
        }
    }

    private mutating func copyFile(
        _ name: UnsafePointer<CChar>, of folder: DataFolder, to target: DataFolder, _ new: UnsafePointer<CChar>
    ) throws(Fault) -> Bool {
        guard let file = try folder.file(name) else { return false }
        let before = file.status
        guard before.st_dev == device, !before.isForeign(to: owner) else { throw .exchanged(file.path) }
        looked(file.path)
        let copy = try target.makeFile(new)
        try copyBytes(of: file, to: copy)
        // Who writes to a file takes rights from it: these bytes get no more than they have now.
        let status = file.status
        guard !status.isForeign(to: owner), status.isUnchanged(since: before) || !before.lendsRights && !status.lendsRights else {
            throw .exchanged(file.path)
        }
        try giveTraits(of: file.descriptor, status, to: copy.descriptor, copy.path)
        try syncOne(copy.descriptor, copy.path)
        return true
    }

    private mutating func copyBytes(of file: DataFile, to copy: DataFile) throws(Fault) {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = try file.read(into: piece)
            guard count > 0 else { return }
            try self.count(bytes: Int64(count))
            let isWritten = DurableFile.write(UnsafeRawBufferPointer(rebasing: piece[..<count]), to: copy.descriptor)
            guard isWritten else { throw .last("write", copy.path) }
        }
    }

    private mutating func copyLink(
        _ name: UnsafePointer<CChar>, _ status: stat, of folder: DataFolder, to target: DataFolder, _ new: UnsafePointer<CChar>
    ) throws(Fault) -> Bool {
        guard let goal = folder.link(name) else { throw .exchanged(folder.shown(name)) }
        try count(bytes: Int64(goal.count))
        guard symlinkat(goal, target.descriptor, new) == 0 else { throw .last("make the link", target.shown(new)) }
        guard fchownat(target.descriptor, new, status.st_uid, status.st_gid, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .last("give away", target.shown(new))
        }
        let times = [status.st_atim, status.st_mtim]
        guard utimensat(target.descriptor, new, times, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .last("set the times of", target.shown(new))
        }
        return true
    }

    /// It is the feature's own only once all is in it.
    private mutating func copyFolder(
        _ name: UnsafePointer<CChar>, of folder: DataFolder, to target: DataFolder, _ new: UnsafePointer<CChar>, depth: Int
    ) throws(Fault) -> Bool {
        guard let inner = try folder.folder(name) else { return false }
        guard depth <= DataSurvey.deepest, inner.status.st_dev == device else { throw .exchanged(inner.path) }
        let copy = try target.makeFolder(new)
        let entries = try inner.entries(atMost: DataPieces.mostFiles + 1)
        // A listing that was cut is too much at once: half a folder must not go in its place.
        try count(files: entries.count)
        for entry in entries { _ = try copyNode(entry, of: inner, to: copy, entry, depth: depth + 1) }
        try giveTraits(of: inner.descriptor, inner.status, to: copy.descriptor, copy.path)
        try syncOne(copy.descriptor, copy.path)
        return true
    }

    // MARK: - Bounds

    mutating func count(files more: Int = 0, bytes moreBytes: Int64 = 0) throws(Fault) {
        (files, bytes) = (files + more, bytes + moreBytes)
        guard files > DataPieces.mostFiles || bytes > DataPieces.mostBytes else { return }
        let most = "\(DataPieces.mostBytes >> 20) MiB or \(DataPieces.mostFiles) files"
        throw Fault(
            .machine,
            "what was to be kept of \(source.path) for going back has grown to more than \(most) since it was looked at; "
                + "it is tried again by itself, and what is too much then is left as it is")
    }

    private func syncOne(_ descriptor: Int32, _ path: String) throws(Fault) {
        if files <= Self.mostSynced { try Self.sync(descriptor, path) }
    }

    private static func sync(_ descriptor: Int32, _ path: String) throws(Fault) {
        guard fsync(descriptor) == 0 else { throw .last("sync", path) }
    }
}

extension stat {
    /// Who runs it runs it as its owner, or its group. (S_ISUID, S_ISGID)
    fileprivate var lendsRights: Bool { st_mode & 0o6000 != 0 }

    fileprivate func isUnchanged(since before: stat) -> Bool {
        st_mode == before.st_mode && st_uid == before.st_uid && st_ctim.tv_sec == before.st_ctim.tv_sec
            && st_ctim.tv_nsec == before.st_ctim.tv_nsec
    }
}
