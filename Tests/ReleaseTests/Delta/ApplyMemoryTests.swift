import Foundation
import Support
import Testing
import Trust

@testable import Release

extension OwnProcessTests {
    /// File pages count as well; what the disk has is let go of, or they alone would fill it.
    @Test(.enabled(if: MemoryGroup.canBeMade, "no control group for memory can be made here"))
    func `a delta of a file of 60 MB is applied in 4 MB`() throws {
        let large = try LargePair(megabytes: 60)
        let group = try #require(MemoryGroup(bytes: 4 << 20))
        let process = try ServerProcess("sh", ["-c", #"echo $$ >"$0"; exec "$@""#, group.members, Binaries.unpacker] + large.order)
        #expect(try process.waitForEnd(within: .seconds(120)) == .exited(0), "\(process.output)\(process.errors)")
        #expect(try ReleaseTree(large.folder.path("out")).flaws(against: large.manifest).isEmpty)
    }
}

/// Two releases of one large file, and a delta between them that was not looked for but written down.
private struct LargePair {
    let folder: TemporaryFolder
    let manifest: ReleaseManifest
    var delta: String { folder.path("delta") }
    var order: [String] { ["delta", delta, folder.path("out"), folder.path("base")] }

    /// On a disk: memory that is a file would never be let go of.
    init(megabytes: Int) throws {
        folder = try TemporaryFolder("large")
        for (name, mark) in [("base", UInt8(0)), ("new", 1)] {
            _ = try folder.makeFolder(name)
            try TestFiles.write([], to: folder.path("\(name)/file"))
            let file = try #require(FileHandle(forWritingAtPath: folder.path("\(name)/file")))
            for number in 0..<megabytes { try file.write(contentsOf: Self.megabyte(number, mark)) }
            try file.close()
        }
        let base = try ReleaseTree(folder.path("base")).makeManifest(SampleTree.facts("1.0.0"))
        try TestFiles.write(base.bytes, to: folder.path("base/release.json"))
        manifest = try ReleaseTree(folder.path("new")).makeManifest(SampleTree.facts("1.1.0"))
        let patch = try XZWriter.compressed(Self.patch(megabytes), .forPatches)
        let part = DeltaPart.patched(TreePath("file")!, length: Int64(patch.count))
        let header = DeltaHeader(fromVersion: base.about.version, fromTree: base.treeDigest, manifest: manifest, parts: [part])
        _ = try DeltaArtifact.write(header, [patch], to: delta)
    }

    /// Its first byte differs between the two.
    private static func megabyte(_ number: Int, _ mark: UInt8) -> Data {
        var bytes = Data(repeating: UInt8(truncatingIfNeeded: number), count: 1 << 20)
        bytes[0] &+= mark
        return bytes
    }

    /// Block by block, all of them differences: of the first byte of each MiB only.
    private static func patch(_ megabytes: Int) -> [UInt8] {
        var numbers: [UInt8] = [1]
        for number in [0, PatchBlock.size, 0] { numbers += VariableInteger.bytes(number) }
        let blocks = (1 << 20) / Int(PatchBlock.size)
        var patch: [UInt8] = []
        for block in 0..<megabytes * blocks {
            patch += numbers
            let start = patch.count
            patch += [UInt8](repeating: 0, count: Int(PatchBlock.size))
            if block % blocks == 0 { patch[start] = 1 }
        }
        return patch
    }
}
