import Trust

/// The files of the release a delta starts from, and which of them a new file may come from.
struct BaseFiles {
    private let manifest: ReleaseManifest
    private let byDigest: [Digest: TreePath]
    private let files: [TreeEntry]

    init(_ manifest: ReleaseManifest) {
        self.manifest = manifest
        files = manifest.files
        var byDigest: [Digest: TreePath] = [:]
        for entry in files { if let digest = entry.digest, byDigest[digest] == nil { byDigest[digest] = entry.path } }
        self.byDigest = byDigest
    }

    /// A file with the same bytes: in the same place, or wherever it lay.
    func same(as entry: TreeEntry) -> TreePath? {
        if manifest.entry(at: entry.path)?.digest == entry.digest { return entry.path }
        return entry.digest.flatMap { byDigest[$0] }
    }

    /// The file in the same place, or that with the most similar name: `lib/libx.so.2` may come from `usr/lib/libx.so.1`.
    func likely(for entry: TreeEntry) -> TreePath? {
        if case .file = manifest.entry(at: entry.path)?.content { return entry.path }
        let scored = files.map { ($0.path, Self.likeness($0.path.name, entry.path.name)) }.filter { $0.1 >= 0.5 }
        return scored.max { $0.1 < $1.1 }?.0
    }

    /// From 0 to 1: the share of the longer name that both begin or end with.
    private static func likeness(_ one: String, _ other: String) -> Double {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        let shorter = min(one.count, other.count)
        let head = zip(one, other).prefix { $0 == $1 }.count
        let tail = zip(one.reversed(), other.reversed()).prefix(shorter - head).prefix { $0 == $1 }.count
        return Double(head + tail) / Double(max(one.count, other.count))
    }
}
