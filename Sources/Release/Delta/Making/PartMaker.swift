/// Makes each file's part of a delta: the smallest that does.
struct PartMaker {
    private let base: BaseFiles
    private let old: OpenTree
    private let new: OpenTree
    /// What is tried for a whole file.
    private let ways: [XZSettings]
    private(set) var progress: ProgressCount

    init(_ base: BaseFiles, _ old: OpenTree, _ new: OpenTree, _ filter: BranchFilter?, _ progress: ProgressCount) {
        (self.base, self.old, self.new, self.progress) = (base, old, new, progress)
        let plain = XZSettings(dictionary: DeltaArtifact.dictionary)
        ways = filter.map { [plain, XZSettings(dictionary: DeltaArtifact.dictionary, filter: $0)] } ?? [plain]
    }

    /// With the bytes that belong to it.
    mutating func part(for entry: TreeEntry) throws(ReleaseFailure) -> (part: DeltaPart, bytes: [UInt8]) {
        if let path = base.same(as: entry) {
            try progress.add(entry.size)
            return (.kept(path), [])
        }
        let file = try LoadedFile(try new.file(entry.path))
        var best: (part: DeltaPart, bytes: [UInt8])?
        if let path = base.likely(for: entry), let patch = try patch(from: path, to: file) {
            best = (.patched(path, length: Int64(patch.count)), patch)
        } else {
            try progress.add(entry.size)
        }
        for way in ways {
            let limit = best?.bytes.count ?? .max
            guard let fresh = try XZWriter.compressed(UnsafeRawBufferPointer(file.bytes), way, below: limit) else { continue }
            best = (.fresh(length: Int64(fresh.count)), fresh)
        }
        guard let best else { preconditionFailure("no way to compress a file") }
        return best
    }

    /// Nil if there is nothing to patch, or to patch it from.
    private mutating func patch(from path: TreePath, to file: LoadedFile) throws(ReleaseFailure) -> [UInt8]? {
        let before = try LoadedFile(try old.file(path))
        guard !before.bytes.isEmpty, !file.bytes.isEmpty else { return nil }
        let steps = try PatchMatcher.steps(from: before.bytes, to: file.bytes, SuffixArray(of: before.bytes), &progress)
        return try XZWriter.compressed(PatchWriter.bytes(steps, before.bytes, file.bytes), .forPatches)
    }
}
