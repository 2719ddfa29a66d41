import Glibc
import Trust
import Wire

@testable import Release

/// The readers of releases and deltas.
enum ReleaseHarness {
    /// What is read is written again and read again the same, so no text means two things.
    static func manifest(_ bytes: [UInt8]) {
        guard let manifest = try? ReleaseManifest(parsing: bytes) else { return }
        precondition((try? ReleaseManifest(parsing: manifest.bytes)) == manifest, "a release.json that changes")
    }

    static func header(_ bytes: [UInt8]) {
        guard let header = try? DeltaHeader(parsing: bytes) else { return }
        precondition((try? DeltaHeader(parsing: header.bytes)) == header, "a header that changes")
    }

    static func delta(_ bytes: [UInt8]) {
        let scratch = ScratchFile(bytes)
        guard let reader = try? DeltaReader(scratch.path) else { return }
        try? reader.visit { (_, _, range) throws(ReleaseFailure) in
            precondition(range.lowerBound >= DeltaReader.prefixLength && range.upperBound <= bytes.count, "a part outside its delta")
            var buffer = [UInt8](repeating: 0, count: 4096)
            guard !range.isEmpty, let stream = try? reader.stream(range) else { return }
            buffer.withUnsafeMutableBytes { buffer in _ = try? stream.read(into: buffer) }
        }
    }

    /// It makes the whole file or refuses, and never more.
    static func patch(_ bytes: [UInt8]) { _ = isApplied(bytes) }

    static var isPatchWhole: Bool { isApplied(samplePatch) }

    private static func isApplied(_ bytes: [UInt8]) -> Bool {
        guard let stream = try? XZWriter.compressed(bytes, XZSettings(dictionary: 1 << 12)) else { preconditionFailure("no xz") }
        let (patch, before, after) = (ScratchFile(stream), ScratchFile(old), ScratchFile([]))
        guard let patchFile = try? patch.open(), let oldFile = try? before.open(),
            let xz = try? XZReader(patchFile, 0..<patchFile.size, memory: XZSettings.memory(dictionary: 1 << 12))
        else { preconditionFailure("no scratch file") }
        let file = StagedFile(adopting: after.duplicate(), "new", size: Int64(new.count))
        let isApplied = (try? PatchReader.apply(xz, to: BaseFile(oldFile), into: file, place: "new")) != nil
        precondition(after.size <= new.count && (!isApplied || after.size == new.count), "more than was to be made")
        return isApplied
    }

    // MARK: - Samples

    static let old = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 5)) }
    static let new: [UInt8] = Array(old[..<1000]) + [1, 2, 3, 4, 5] + old[900...].map { $0 &+ 1 }

    static var sample: ReleaseManifest {
        let entries = [
            TreeEntry(path: TreePath("bin/tool")!, content: .file(mode: 0o755, size: Int64(new.count), digest: Digest(.sha256, of: new))),
            TreeEntry(path: TreePath("bin/other")!, content: .link(target: "tool")),
            TreeEntry(path: TreePath("share/ö.txt")!, content: .file(mode: 0o644, size: 0, digest: Digest(.sha256, of: [UInt8]()))),
        ]
        let facts = ReleaseFacts(.feature("sample"), version: SemanticVersion("1.2.0-beta.1")!, architecture: "amd64")
        guard let manifest = try? ReleaseManifest(facts, entries) else { preconditionFailure("the sample is none") }
        return manifest
    }

    static var sampleHeader: DeltaHeader {
        let parts = [DeltaPart.patched(TreePath("bin/tool")!, length: 10), .fresh(length: 20)]
        return DeltaHeader(
            fromVersion: SemanticVersion("1.1.0")!, fromTree: Digest(.sha256, of: [UInt8]()), manifest: sample, parts: parts)
    }

    static var samplePatch: [UInt8] {
        old.withUnsafeBufferPointer { old in
            new.withUnsafeBufferPointer { new in
                var progress = ProgressCount(of: 0) { _ in true }
                guard let steps = try? PatchMatcher.steps(from: old, to: new, SuffixArray(of: old), &progress) else { return [] }
                return PatchWriter.bytes(steps, old, new)
            }
        }
    }

    static var sampleDelta: [UInt8] {
        guard let patch = try? XZWriter.compressed(samplePatch, .forPatches), let empty = try? XZWriter.compressed([], .forPatches) else {
            preconditionFailure("no xz")
        }
        let parts = [DeltaPart.patched(TreePath("bin/tool")!, length: Int64(patch.count)), .fresh(length: Int64(empty.count))]
        let header = DeltaHeader(
            fromVersion: SemanticVersion("1.1.0")!, fromTree: Digest(.sha256, of: [UInt8]()), manifest: sample, parts: parts)
        let scratch = ScratchFile([])
        guard (try? DeltaArtifact.write(header, [patch, empty], to: scratch.path)) != nil else { preconditionFailure("no delta") }
        return scratch.bytes
    }
}
