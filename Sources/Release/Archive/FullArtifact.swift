/// A whole release as one file: a tar in xz, `release.json` first, then every file and link in its order.
///
/// Everything here blocks: it belongs on the loop's thread pool.
public enum FullArtifact {
    /// Unpacking takes this and little more, which fits a router with 32 MB.
    static let dictionary: UInt32 = 4 << 20

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

    /// Unpacks into a folder that is empty, or holds what an earlier attempt has left.
    ///
    /// The artifact's own length and digest have been checked by whoever fetched it. When this returns, every file is as
    /// `release.json` says, on disk, and nothing else is there. A failure leaves what was finished, for the next attempt.
    @discardableResult
    public static func unpack(
        _ path: String, into folder: String, observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> ReleaseManifest {
        let file = try OpenFile(path)
        let xz = try XZReader(file, 0..<file.size, memory: XZSettings.memory(dictionary: dictionary))
        let tar = try TarReader(xz, place: path)
        let manifest = try ReleaseManifest(parsing: try tar.contents(of: ReleaseManifest.fileName, atMost: ReleaseManifest.maximumLength))
        var staging = try Staging(folder, manifest, observer)
        for entry in manifest.entries {
            try tar.expect(entry.path.description, entry.content)
            guard case .file = entry.content, try !staging.has(entry) else { continue }
            try staging.produce(entry) { (file) throws(ReleaseFailure) in
                try tar.read(entry.size) { (piece) throws(ReleaseFailure) in try file.write(piece) }
            }
        }
        try tar.expectEnd()
        // A tar ends with zeros up to a whole record, which its reader need not have read.
        try xz.expectEnd(afterZeros: TarReader.record)
        try staging.finish()
        return manifest
    }
}
