extension FullArtifact {
    /// For a publisher. The same release gives the same bytes.
    public static func write(
        _ manifest: ReleaseManifest, from tree: ReleaseTree, to path: String,
        observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> ArtifactFile {
        let output = try ArtifactOutput(path)
        let settings = XZSettings(dictionary: dictionary, filter: BranchFilter(architecture: manifest.about.architecture))
        let xz = try XZWriter(settings) { (bytes) throws(ReleaseFailure) in try output.write(bytes) }
        let tar = try TarWriter { (bytes) throws(ReleaseFailure) in try xz.write(bytes) }
        var progress = ProgressCount(of: manifest.size, observer)
        try tar.add(manifest)
        let folder = try OpenTree(tree.path)
        for entry in manifest.entries { try tar.add(entry, from: folder, &progress) }
        try tar.finish()
        try xz.finish()
        return try output.finish()
    }
}
