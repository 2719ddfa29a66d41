import Glibc

/// An open folder with a release in it. Goes by descriptors, folder by folder, and follows no link below its top.
///
/// The folder last used stays open: entries of a release are sorted, so the next one is mostly in the same.
final class OpenTree {
    let path: String
    private let root: Int32
    private var lastFolder: (path: TreePath, descriptor: Int32)?

    init(_ path: String) throws(ReleaseFailure) {
        self.path = path
        root = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw .last("open", path) }
    }

    deinit {
        close(root)
        if let lastFolder { close(lastFolder.descriptor) }
    }

    func shown(_ entry: TreePath) -> String { "\(path)/\(entry)" }

    /// The descriptor of the folder an entry is in, which is valid until the next call; where `making`, made if it is missing.
    func folder(of entry: TreePath, making: Bool = false) throws(ReleaseFailure) -> Int32 {
        guard let folder = entry.folder else { return root }
        if let lastFolder, lastFolder.path == folder { return lastFolder.descriptor }
        let descriptor = try open(folder, making: making)
        if let lastFolder { close(lastFolder.descriptor) }
        lastFolder = (folder, descriptor)
        return descriptor
    }

    /// (mkdirat, openat)
    private func open(_ folder: TreePath, making: Bool) throws(ReleaseFailure) -> Int32 {
        var current = root
        for name in folder.names.map(String.init) {
            if making, mkdirat(current, name, 0o755) != 0, errno != EEXIST { throw .last("make", shown(folder)) }
            let next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let failure = ReleaseFailure.last("open", shown(folder))
            if current != root { close(current) }
            guard next >= 0 else { throw failure }
            current = next
        }
        return current
    }

    /// (openat)
    func file(_ entry: TreePath) throws(ReleaseFailure) -> OpenFile {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        return try OpenFile(adopting: openat(try folder(of: entry), entry.name, flags), shown(entry))
    }

    /// What is there, links not followed; nil if nothing is. (fstatat)
    func status(_ entry: TreePath) -> stat? {
        var status = stat()
        guard let folder = try? folder(of: entry) else { return nil }
        return fstatat(folder, entry.name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    /// More than Linux lets a link's target have.
    private static let longestTarget = 4096

    /// Nil if it is none. One that fills all of the room could be longer than what is seen of it. (readlinkat)
    func linkTarget(_ entry: TreePath) throws(ReleaseFailure) -> String? {
        let folder = try folder(of: entry)
        var buffer = [CChar](repeating: 0, count: Self.longestTarget + 1)
        let count = readlinkat(folder, entry.name, &buffer, buffer.count)
        guard count >= 0 else { return nil }
        guard count < buffer.count else { throw .tree(path: shown(entry), why: "a link to more than \(Self.longestTarget) bytes") }
        return String(validating: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a folder, or at the top, survive a power cut when this returns. (fsync)
    func sync(_ folder: TreePath?) throws(ReleaseFailure) {
        guard let folder else {
            guard fsync(root) == 0 else { throw .last("sync", path) }
            return
        }
        let descriptor = try open(folder, making: false)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("sync", shown(folder)) }
    }
}
