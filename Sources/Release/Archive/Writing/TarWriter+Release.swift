import Trust

extension TarWriter {
    func add(_ manifest: ReleaseManifest) throws(ReleaseFailure) {
        let text = manifest.bytes
        try begin(ReleaseManifest.fileName, .file(mode: 0o644, size: Int64(text.count), digest: Digest(.sha256, of: text)))
        try text.withBytes { (bytes) throws(ReleaseFailure) in try write(bytes) }
    }

    /// With its bytes, which have to be those of the manifest still.
    func add(_ entry: TreeEntry, from tree: OpenTree, _ progress: inout ProgressCount) throws(ReleaseFailure) {
        try begin(entry.path.description, entry.content)
        guard case .file(_, let size, let digest) = entry.content else { return }
        let file = try tree.file(entry.path)
        let found = try file.digest(counting: &progress) { (piece) throws(ReleaseFailure) in try write(piece) }
        guard found == (digest, size) else { throw .tree(path: file.path, why: "it has changed while it was published; try again") }
    }
}
