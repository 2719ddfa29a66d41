/// The way from one release to another as one file: a patch for what has changed, and nothing for what has not.
///
/// Everything here blocks: it belongs on the loop's thread pool.
public enum DeltaArtifact {
    /// Applying takes this and less than 1 MiB more, whatever the sizes of files.
    static let dictionary: UInt32 = 256 << 10

    /// Whether a delta of that length is worth having: below 90 % of the full artifact.
    public static func isWorthwhile(_ delta: Int64, besidesFull full: Int64) -> Bool { delta * 10 < full * 9 }

    /// Puts the new release together in a folder that is empty, or holds what an earlier attempt has left.
    ///
    /// The delta's own length and digest have been checked by whoever fetched it. `base` is only read. When this returns,
    /// every file is as `release.json` says, on disk, and nothing else is there. A failure leaves what was finished, for the
    /// next attempt, be it with the full artifact.
    @discardableResult
    public static func apply(
        _ path: String, to base: ReleaseTree, into folder: String, observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> ReleaseManifest {
        let delta = try DeltaReader(path)
        let old = try BaseTree(base, delta.header.fromTree)
        var staging = try Staging(folder, delta.header.manifest, observer)
        try delta.visit { (entry, part, range) throws(ReleaseFailure) in
            guard try !staging.has(entry) else { return }
            try staging.produce(entry) { (file) throws(ReleaseFailure) in try part.fill(file, entry.path, from: old, delta, range) }
        }
        try staging.finish()
        return delta.header.manifest
    }
}

extension DeltaPart {
    fileprivate func fill(
        _ new: StagedFile, _ path: TreePath, from old: BaseTree, _ delta: DeltaReader, _ range: Range<Int64>
    ) throws(ReleaseFailure) {
        switch self {
        case .kept(let from): try new.copy(try old.file(from))
        case .patched(let from, _):
            try PatchReader.apply(try delta.stream(range), to: try old.file(from), into: new, place: path.description)
        case .fresh: try new.copy(try delta.stream(range))
        }
    }
}
