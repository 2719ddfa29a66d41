import Glibc
import Trust

/// The folder a release is put together in, whichever artifact it comes from.
///
/// Names come from the manifest alone, never from an archive. Files first, each checked and durable before the next; then
/// links, so that none is ever on the way to a file; `release.json` last of all, whose presence says that all is there.
/// What an earlier attempt has finished is taken as it is, once its digest says so.
struct Staging {
    let manifest: ReleaseManifest
    private let tree: OpenTree
    private var progress: ProgressCount

    /// Makes the folder, or goes on with what is in it.
    init(_ path: String, _ manifest: ReleaseManifest, _ observer: @escaping Progress.Observer) throws(ReleaseFailure) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last("make", path) }
        self.manifest = manifest
        tree = try OpenTree(path)
        progress = ProgressCount(of: manifest.size, observer)
        if let flaw = try ReleaseTree(path).extras(manifest).first {
            throw .tree(path: path, why: "\(flaw); begin with an empty folder")
        }
        // From here on it is known how much there is to do.
        try progress.add(0)
    }

    /// Whether it is there already, as it should be.
    mutating func has(_ entry: TreeEntry) throws(ReleaseFailure) -> Bool {
        var silent = ProgressCount(of: 0) { _ in true }
        guard try ReleaseTree.flaw(of: entry, in: tree, &silent) == nil else { return false }
        try progress.add(entry.size)
        return true
    }

    /// Produces one file; `fill` writes all of it. What was there under that name is replaced.
    mutating func produce(
        _ entry: TreeEntry, _ fill: (StagedFile) throws(ReleaseFailure) -> Void
    ) throws(ReleaseFailure) {
        guard case .file(let mode, let size, let digest) = entry.content else { return }
        let folder = try tree.folder(of: entry.path, making: true)
        try Self.clear(entry.path, in: folder, tree)
        let descriptor = openat(folder, entry.path.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("make", tree.shown(entry.path)) }
        let file = StagedFile(adopting: descriptor, tree.shown(entry.path), size: size)
        try fill(file)
        try file.finish(mode: mode, digest)
        try progress.add(size)
    }

    /// All files are there: adds the links and `release.json`, and makes every name durable.
    mutating func finish() throws(ReleaseFailure) {
        for entry in manifest.entries { try link(entry) }
        try syncFolders()
        let name = ReleaseManifest.fileName
        let path = "\(tree.path)/\(name)"
        guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last("make", path) }
        let text = manifest.bytes
        let file = StagedFile(adopting: descriptor, path, size: Int64(text.count))
        try text.withBytes { (bytes) throws(ReleaseFailure) in try file.write(bytes) }
        try file.finish(mode: 0o644, Digest(.sha256, of: text))
        try tree.sync(nil)
    }

    /// (symlinkat)
    private func link(_ entry: TreeEntry) throws(ReleaseFailure) {
        guard case .link(let target) = entry.content else { return }
        let folder = try tree.folder(of: entry.path, making: true)
        try Self.clear(entry.path, in: folder, tree)
        guard symlinkat(target, folder, entry.path.name) == 0 else { throw .last("make", tree.shown(entry.path)) }
    }

    /// (unlinkat)
    private static func clear(_ path: TreePath, in folder: Int32, _ tree: OpenTree) throws(ReleaseFailure) {
        guard unlinkat(folder, path.name, 0) == 0 || errno == ENOENT else { throw .last("replace", tree.shown(path)) }
    }

    /// Each folder on the way to an entry; the top comes later, with `release.json` in it. (fsync)
    private func syncFolders() throws(ReleaseFailure) {
        for folder in manifest.folders { try tree.sync(folder) }
    }
}
