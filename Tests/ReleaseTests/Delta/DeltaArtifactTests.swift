import Glibc
import Support
import Testing
import Trust

@testable import Release

struct DeltaArtifactTests {
    /// Something like a program: noise, with what makes it a version sprinkled over it.
    static func program(_ seed: UInt64, version: UInt8, size: Int = 60_000) -> [UInt8] {
        var generator = SplitMix(seed: seed)
        var bytes = generator.bytes(size)
        for place in stride(from: 0, to: size, by: 97) { bytes[place] = version }
        return bytes
    }

    @Test func `each file comes about in the cheapest way`() throws {
        let same = Self.program(1, version: 1)
        let pair = try TreePair(
            [
                "bin/same": same, "lib/libx.so.1": Self.program(2, version: 1), "bin/changed": Self.program(3, version: 1),
                "gone": [1, 2, 3],
            ],
            [
                "bin/same": same, "moved/twin": same, "lib/libx.so.2": Self.program(2, version: 2),
                "bin/changed": Self.program(3, version: 2),
                "new": Self.program(4, version: 1), "empty": [],
            ])
        let parts = try Dictionary(uniqueKeysWithValues: zip(pair.manifest.files.map(\.path.description), pair.header.parts))
        #expect(parts["bin/same"] == .kept(TreePath("bin/same")!))
        #expect(parts["moved/twin"] == .kept(TreePath("bin/same")!))
        guard case .patched(TreePath("lib/libx.so.1")!, let renamed)? = parts["lib/libx.so.2"],
            case .patched(_, let changed)? = parts["bin/changed"]
        else {
            Issue.record("\(parts)")
            return
        }
        #expect(renamed < 3000 && changed < 3000)
        guard case .fresh? = parts["new"], case .fresh? = parts["empty"] else {
            Issue.record("\(parts)")
            return
        }
        #expect(try pair.flawsAfterApplying().isEmpty)
    }

    @Test func `the same two releases are the same delta`() throws {
        let files = (["a": Self.program(1, version: 1)], ["a": Self.program(1, version: 2)])
        #expect(try TreePair(files.0, files.1).artifact == TreePair(files.0, files.1).artifact)
    }

    @Test(arguments: 0..<40)
    func `any pair comes out as it was published`(_ seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let old = generator.bytes(Int.random(in: 0...5000, using: &generator), below: [1, 7, 255].randomElement(using: &generator)!)
        var new: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let start = Int.random(in: 0...old.count, using: &generator)
            var piece = Array(old[start...].prefix(Int.random(in: 0...2000, using: &generator)))
            for place in piece.indices where Int.random(in: 0..<40, using: &generator) == 0 { piece[place] &+= 1 }
            new += piece + generator.bytes(Int.random(in: 0...50, using: &generator))
        }
        #expect(try TreePair(["a": old], ["a": new]).flawsAfterApplying().isEmpty)
    }

    @Test func `another base is refused, and so is a base that was altered`() throws {
        let pair = try TreePair(["a": Self.program(1, version: 1), "b": [1]], ["a": Self.program(1, version: 2), "b": [1]])
        try TestFiles.write(Self.program(1, version: 3), to: "\(pair.base.path)/a")
        let altered = #expect(throws: ReleaseFailure.self) { try pair.flawsAfterApplying(into: "altered") }
        #expect(altered.map { $0.description.contains("digest") } == true)
        let other = try ReleaseTree(pair.base.path).makeManifest(SampleTree.facts())
        try TestFiles.write(other.bytes, to: "\(pair.base.path)/release.json")
        #expect(throws: ReleaseFailure.base(wanted: try pair.header.fromTree, found: other.treeDigest)) {
            try pair.flawsAfterApplying(into: "other")
        }
        #expect(!exists(pair.folder.path("other")))
    }

    @Test func `interrupted at any file, it goes on from there`() throws {
        let names = (0..<6).map { "f\($0)" }
        let old = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.program(7, version: 1, size: 3000)) })
        let new = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Self.program(7, version: UInt8($0 + 1), size: 3000)) })
        let pair = try TreePair(old, new)
        for stop in 1...6 {
            let out = pair.folder.path("out\(stop)")
            var steps = 0
            let observer = { (_: Progress) in
                steps += 1
                return steps < stop
            }
            #expect(throws: ReleaseFailure.cancelled) {
                try DeltaArtifact.apply(pair.deltaPath, to: pair.base, into: out, observing: observer)
            }
            // The last one was cut short as by a power failure.
            try TestFiles.write([0], to: "\(out)/f\(stop - 1)")
            let before = try (0..<stop - 1).map { try inode("\(out)/f\($0)") }
            try DeltaArtifact.apply(pair.deltaPath, to: pair.base, into: out)
            #expect(try ReleaseTree(out).flaws(against: pair.manifest).isEmpty)
            #expect(try (0..<stop - 1).map { try inode("\(out)/f\($0)") } == before, "produced again")
        }
    }

    private func inode(_ path: String) throws -> UInt {
        var status = stat()
        try called(stat(path, &status), "stat \(path)")
        return UInt(status.st_ino)
    }

    @Test func `what a delta began, the full artifact may finish`() throws {
        let (old, new) = (Self.program(1, version: 1), Self.program(1, version: 2))
        let pair = try TreePair(["a": [1], "b": old], ["a": [2], "b": new])
        try TestFiles.write(Self.program(1, version: 3), to: "\(pair.base.path)/b")
        #expect(throws: ReleaseFailure.self) { try pair.flawsAfterApplying() }
        _ = try FullArtifact.write(pair.manifest, from: ReleaseTree(pair.folder.path("new")), to: pair.folder.path("full2"))
        try FullArtifact.unpack(pair.folder.path("full2"), into: pair.folder.path("out"))
        #expect(try ReleaseTree(pair.folder.path("out")).flaws(against: pair.manifest).isEmpty)
    }

    @Test func `a delta is left out unless it is clearly smaller`() {
        #expect(DeltaArtifact.isWorthwhile(89, besidesFull: 100))
        #expect(!DeltaArtifact.isWorthwhile(90, besidesFull: 100))
    }
}
