public import Trust
import Wire

/// What `release.json` says: which release this is, what it asks of a router, and every file of it.
///
/// Made only through its rules, so that whoever holds one need not ask again: entries sorted and unique, none below another,
/// links that stay within, sizes and counts bounded.
public struct ReleaseManifest: Equatable, Sendable {
    /// Its name at the top of every release; no entry bears it.
    public static let fileName = "release.json"
    /// Counts up when a reader of today would misunderstand what a writer of tomorrow says.
    static let format: Int64 = 1
    static let maximumEntries = 16_384
    /// Of entries and the folders they are in.
    static let maximumNames = 2 * maximumEntries
    static let maximumLength = 8 << 20
    static let maximumSize: Int64 = 2 << 30

    public let about: ReleaseFacts
    public let entries: [TreeEntry]
    /// Bytes of all files together.
    public let size: Int64

    public init(_ about: ReleaseFacts, _ entries: [TreeEntry]) throws(ReleaseFailure) {
        self.about = about
        self.entries = entries.sorted { $0.path < $1.path }
        size = try Self.checkedSize(of: self.entries)
        try about.check(with: self.entries)
    }

    /// Of sorted entries.
    private static func checkedSize(of entries: [TreeEntry]) throws(ReleaseFailure) -> Int64 {
        guard entries.count <= maximumEntries else { throw .manifest(place: "files", why: "more than \(maximumEntries) of them") }
        var (size, names): (Int64, Int) = (0, entries.count)
        var before: TreePath?
        for entry in entries {
            try check(entry, after: before)
            size += entry.size
            guard size <= maximumSize else { throw .manifest(place: "files", why: "more than \(maximumSize) bytes in all") }
            names += entry.path.folderCount(besides: before)
            guard names <= maximumNames else { throw .manifest(place: "files", why: "more than \(maximumNames) of them and their folders") }
            before = entry.path
        }
        return size
    }

    private static func check(_ entry: TreeEntry, after before: TreePath?) throws(ReleaseFailure) {
        let place = "the file '\(entry.path)'"
        if let before {
            guard before != entry.path else { throw .manifest(place: place, why: "it is listed twice") }
            guard !entry.path.isBelow(before) else { throw .manifest(place: place, why: "it is below '\(before)', which is no folder") }
        }
        guard entry.path.names.first.map({ $0 != fileName[...] }) ?? false else {
            throw .manifest(place: place, why: "the name is release.json's own")
        }
        switch entry.content {
        case .file(let mode, let size, let digest):
            guard mode <= 0o777, mode & 0o400 != 0 else { throw .manifest(place: place, why: "a mode that is not from 0400 to 0777") }
            guard (0...TreeEntry.maximumFileSize).contains(size) else {
                throw .manifest(place: place, why: "a size that is not from 0 to \(TreeEntry.maximumFileSize)")
            }
            guard digest.algorithm == .sha256 else { throw .manifest(place: place, why: "a digest that is no SHA-256") }
        case .link(let target):
            if let why = TreeEntry.flaw(inLink: target, from: entry.path) { throw .manifest(place: place, why: why) }
        }
    }

    /// Stands for a tree: the same for two of them exactly if they hold the same files, modes and links.
    ///
    /// It is the digest of the lines below `files` in `release.json`, so deltas can tell what they start from.
    public var treeDigest: Digest {
        var stream = DigestStream(.sha256)
        for entry in entries { stream.update(entry.json.bytes + [UInt8(ascii: "\n")]) }
        return stream.finish()
    }

    /// Entries that are files.
    var files: [TreeEntry] { entries.filter { if case .file = $0.content { true } else { false } } }

    public func entry(at path: TreePath) -> TreeEntry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].path == path ? entries[low] : nil
    }
}
