/// A whole release as one file: a tar in xz, `release.json` first, then every file and link in its order.
///
/// Everything here blocks: it belongs on the loop's thread pool.
public enum FullArtifact {
    /// Unpacking takes this and little more, which fits a router with 32 MB.
    static let dictionary: UInt32 = 4 << 20

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
        let tar = TarReader(xz, place: path)
        let manifest = try ReleaseManifest(parsing: try tar.contents(of: ReleaseManifest.fileName, atMost: ReleaseManifest.maximumLength))
        var staging = try Staging(folder, manifest, observer)
        for entry in manifest.entries {
            try tar.expect(entry.path.description, entry.content)
            guard case .file = entry.content, try !staging.has(entry) else { continue }
            try staging.produce(entry) { (file) throws(ReleaseFailure) in
                try tar.read { (piece) throws(ReleaseFailure) in try file.write(piece) }
            }
        }
        try tar.expectEnd()
        try staging.finish()
        return manifest
    }
}
