extension DeltaArtifact {
    /// For a publisher: from one release to another, both as they lie in their folders.
    ///
    /// Takes up to some fifteen times the largest changed file's size in memory, and the delta's own. The same two releases give
    /// the same bytes.
    public static func write(
        _ manifest: ReleaseManifest, from tree: ReleaseTree, since base: ReleaseManifest, in baseTree: ReleaseTree, to path: String,
        observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> ArtifactFile {
        let filter = BranchFilter(architecture: manifest.about.architecture)
        let progress = ProgressCount(of: manifest.size, observer)
        var maker = PartMaker(BaseFiles(base), try OpenTree(baseTree.path), try OpenTree(tree.path), filter, progress)
        var (parts, streams): ([DeltaPart], [[UInt8]]) = ([], [])
        for entry in manifest.files {
            let (part, bytes) = try maker.part(for: entry)
            parts.append(part)
            streams.append(bytes)
        }
        let header = DeltaHeader(fromVersion: base.about.version, fromTree: base.treeDigest, manifest: manifest, parts: parts)
        return try write(header, streams, to: path)
    }

    static func write(_ header: DeltaHeader, _ streams: [[UInt8]], to path: String) throws(ReleaseFailure) -> ArtifactFile {
        let text = try XZWriter.compressed(header.bytes, XZSettings(dictionary: DeltaHeader.dictionary))
        let length = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        let output = try ArtifactOutput(path)
        for bytes in [DeltaHeader.magic + length, text] + streams {
            try bytes.withBytes { (bytes) throws(ReleaseFailure) in try output.write(bytes) }
        }
        return try output.finish()
    }
}
