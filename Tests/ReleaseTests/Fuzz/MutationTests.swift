import Foundation
import Support
import Testing

@testable import Release

/// Seeded damage to everything that is read from outside. It is refused, or what comes out is exactly right; nothing crashes and
/// nothing is written elsewhere. `ROOST_FUZZ=N` makes it N rounds instead of a few hundred.
struct MutationTests {
    private static let rounds = ProcessInfo.processInfo.environment["ROOST_FUZZ"].flatMap { Int($0) } ?? 300

    /// Some bytes changed, taken out, put in, or repeated.
    private static func damaged(_ bytes: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = [0, 0x7f, 0x80, 0xff].randomElement(using: &generator)!
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...16, using: &generator)))
            case 3: bytes.insert(contentsOf: generator.bytes(Int.random(in: 1...16, using: &generator)), at: place)
            case 4: bytes.removeSubrange(place...)
            default:
                bytes.insert(
                    contentsOf: bytes[place..<min(bytes.count, place + 64)], at: Int.random(in: 0...bytes.count, using: &generator))
            }
        }
        return bytes
    }

    @Test func `a damaged release.json is refused, or is one that is its own text`() throws {
        let text = try SampleTree().manifest().bytes
        var generator = SplitMix(seed: 1)
        for _ in 0..<Self.rounds * 10 {
            guard let manifest = try? ReleaseManifest(parsing: Self.damaged(text, &generator)) else { continue }
            #expect(try ReleaseManifest(parsing: manifest.bytes) == manifest)
        }
    }

    @Test func `a damaged full artifact is refused, or makes the right tree`() throws {
        let sample = try SampleTree()
        let manifest = try sample.manifest()
        let folder = try TemporaryFolder("fuzz", inMemory: true)
        _ = try FullArtifact.write(manifest, from: sample.tree, to: folder.path("good"))
        let good = try TestFiles.bytes(of: folder.path("good"))
        try Self.attack(folder, seed: 2, { Self.damaged(good, &$0) }, { try FullArtifact.unpack($0, into: $1) })
    }

    /// Damage beneath the compression, where checksums do not hide what the parser does with it.
    @Test func `a damaged tar inside whole xz is refused, or makes the right tree`() throws {
        let sample = try SampleTree(["a/b": "content", "c": "more"], links: ["l": "c"])
        let manifest = try sample.manifest()
        let folder = try TemporaryFolder("fuzz", inMemory: true)
        var tar: [UInt8] = []
        let writer = try TarWriter { (bytes) throws(ReleaseFailure) in tar += bytes }
        try writer.add(manifest)
        let tree = try OpenTree(sample.tree.path)
        var progress = ProgressCount(of: 0) { _ in true }
        for entry in manifest.entries { try writer.add(entry, from: tree, &progress) }
        try writer.finish()
        let good = tar
        let damage = { (generator: inout SplitMix) in
            try XZWriter.compressed(Self.damaged(good, &generator), XZSettings(dictionary: 1 << 16))
        }
        try Self.attack(folder, seed: 3, damage, { try FullArtifact.unpack($0, into: $1) })
    }

    @Test func `a damaged delta is refused, or makes the right tree`() throws {
        let pair = try TreePair(
            ["a": DeltaArtifactTests.program(1, version: 1, size: 5000)], ["a": DeltaArtifactTests.program(1, version: 2, size: 5000)])
        let good = try TestFiles.bytes(of: pair.deltaPath)
        let folder = try TemporaryFolder("fuzz", inMemory: true)
        try Self.attack(folder, seed: 4, { Self.damaged(good, &$0) }, { try DeltaArtifact.apply($0, to: pair.base, into: $1) })
    }

    @Test func `a damaged patch inside whole xz is refused, or makes the right tree`() throws {
        let (old, new) = (
            DeltaArtifactTests.program(1, version: 1, size: 2000), DeltaArtifactTests.program(1, version: 2, size: 2000) + [1, 2, 3]
        )
        let pair = try TreePair(["a": old], ["a": new])
        let patch = try Self.patch(old, new)
        let header = try pair.header
        let folder = try TemporaryFolder("fuzz", inMemory: true)
        let damage = { (generator: inout SplitMix) in
            let stream = try XZWriter.compressed(Self.damaged(patch, &generator), XZSettings(dictionary: 1 << 16))
            let part = DeltaPart.patched(TreePath("a")!, length: Int64(stream.count))
            let whole = DeltaHeader(fromVersion: header.fromVersion, fromTree: header.fromTree, manifest: header.manifest, parts: [part])
            _ = try DeltaArtifact.write(whole, [stream], to: folder.path("delta"))
            return try TestFiles.bytes(of: folder.path("delta"))
        }
        try Self.attack(folder, seed: 5, damage, { try DeltaArtifact.apply($0, to: pair.base, into: $1) })
    }

    private static func patch(_ old: [UInt8], _ new: [UInt8]) throws -> [UInt8] {
        try old.withUnsafeBufferPointer { old in
            try new.withUnsafeBufferPointer { new in
                var progress = ProgressCount(of: 0) { _ in true }
                return PatchWriter.bytes(try PatchMatcher.steps(from: old, to: new, SuffixArray(of: old), &progress), old, new)
            }
        }
    }

    /// Unpacks one damaged artifact after another; whatever manifest it claims, that is what has to be there afterwards.
    private static func attack(
        _ folder: TemporaryFolder, seed: UInt64, _ damage: (inout SplitMix) throws -> [UInt8],
        _ unpack: (_ path: String, _ out: String) throws -> ReleaseManifest
    ) throws {
        var generator = SplitMix(seed: seed)
        let before = Set(TestFiles.names(below: folder.path)).union(["bad", "delta"])
        for round in 0..<rounds {
            try TestFiles.write(try damage(&generator), to: folder.path("bad"))
            let out = folder.path("out")
            if let manifest = try? unpack(folder.path("bad"), out) {
                #expect(try ReleaseTree(out).flaws(against: manifest).isEmpty, "round \(round)")
            } else {
                #expect(!exists("\(out)/release.json"), "round \(round)")
            }
            try? FileManager.default.removeItem(atPath: out)
            #expect(Set(TestFiles.names(below: folder.path)).subtracting(before).isEmpty, "round \(round)")
        }
    }
}
