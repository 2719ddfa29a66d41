import Glibc
import Trust

/// A folder that holds a release, or is to become one.
///
/// Everything here blocks: it belongs on the loop's thread pool.
public struct ReleaseTree: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// What its own `release.json` says.
    public func manifest() throws(ReleaseFailure) -> ReleaseManifest {
        let file = try OpenFile("\(path)/\(ReleaseManifest.fileName)")
        return try ReleaseManifest(parsing: try file.contents(atMost: ReleaseManifest.maximumLength))
    }

    /// For a publisher: a manifest of what is in the folder; a `release.json` at its top is passed over.
    ///
    /// Files become 0755 if anybody may execute them, else 0644, so that the publisher's umask is not published. Refused are
    /// devices, pipes and sockets, empty folders, files with a second name, and links that leave.
    public func makeManifest(
        _ about: ReleaseFacts, observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> ReleaseManifest {
        var found: [(path: TreePath, status: stat)] = []
        try TreeWalk.visit(path) { (path, status, kind) throws(ReleaseFailure) in
            if let why = Self.flaw(kind, status) { throw .tree(path: "\(self.path)/\(path)", why: why) }
            if kind != .folder, path.description != ReleaseManifest.fileName { found.append((path, status)) }
        }
        var progress = ProgressCount(of: found.reduce(0) { $0 + Self.size($1.status) }, observer)
        let tree = try OpenTree(path)
        var entries: [TreeEntry] = []
        for item in found { entries.append(try Self.entry(item.path, item.status, in: tree, &progress)) }
        return try ReleaseManifest(about, entries)
    }

    private static func flaw(_ kind: TreeWalk.Kind, _ status: stat) -> String? {
        switch kind {
        case .folder, .link: nil
        case .file: status.st_nlink == 1 ? nil : "a file with a second name (a hard link); replace it by a copy"
        case .emptyFolder: "an empty folder, which a release does not keep; put a file into it or remove it"
        case .other: "neither a file, a folder nor a symbolic link; remove it"
        }
    }

    /// Of a link: none.
    private static func size(_ status: stat) -> Int64 { status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : 0 }

    private static func entry(
        _ path: TreePath, _ status: stat, in tree: OpenTree, _ progress: inout ProgressCount
    ) throws(ReleaseFailure) -> TreeEntry {
        if status.st_mode & S_IFMT == S_IFLNK {
            guard let target = try tree.linkTarget(path) else { throw .tree(path: tree.shown(path), why: "a link that cannot be read") }
            return TreeEntry(path: path, content: .link(target: target))
        }
        let (digest, size) = try tree.file(path).digest(counting: &progress)
        let mode: UInt32 = status.st_mode & 0o111 == 0 ? 0o644 : 0o755
        return TreeEntry(path: path, content: .file(mode: mode, size: size, digest: digest))
    }
}
