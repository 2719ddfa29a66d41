import Glibc
import Support
import Testing
import Trust

@testable import Release

struct FullArtifactTests {
    private func published(_ sample: SampleTree, _ name: String = "full.tar.xz") throws -> (ReleaseManifest, ArtifactFile, String) {
        let manifest = try sample.manifest()
        let path = sample.folder.path(name)
        return (manifest, try FullArtifact.write(manifest, from: sample.tree, to: path), path)
    }

    @Test func `what comes out is what went in`() throws {
        let sample = try SampleTree()
        let (manifest, artifact, path) = try published(sample)
        let bytes = try TestFiles.bytes(of: path)
        #expect(artifact == ArtifactFile(length: Int64(bytes.count), digest: Digest(.sha256, of: bytes)))
        let target = ReleaseTree(sample.folder.path("out"))
        #expect(try FullArtifact.unpack(path, into: target.path) == manifest)
        #expect(try target.flaws(against: manifest).isEmpty)
        #expect(try target.manifest() == manifest)
        #expect(try TestFiles.bytes(of: "\(target.path)/release.json") == manifest.bytes)
    }

    @Test func `the same tree is the same artifact`() throws {
        #expect(try published(SampleTree()).1 == published(SampleTree()).1)
    }

    @Test func `names of any length and alphabet come through`() throws {
        let long = Array(repeating: String(repeating: "n", count: 200), count: 4).joined(separator: "/")
        let sample = try SampleTree([long: "deep", "日本/ü": "wide"], links: ["l": long, String(repeating: "k", count: 255): "日本/ü"])
        let (manifest, _, path) = try published(sample)
        try FullArtifact.unpack(path, into: sample.folder.path("out"))
        #expect(try ReleaseTree(sample.folder.path("out")).flaws(against: manifest).isEmpty)
    }

    @Test func `a file that changes while it is published ends it`() throws {
        let sample = try SampleTree()
        let manifest = try sample.manifest()
        try sample.folder.write("id = \"y\"\n", to: "tree/plugin.toml")
        let failure = #expect(throws: ReleaseFailure.self) {
            try FullArtifact.write(manifest, from: sample.tree, to: sample.folder.path("x"))
        }
        #expect(failure.map { $0.description.contains("changed") } == true)
    }

    /// Of where the tar ends within its reader's pieces and its record, nothing depends.
    @Test(arguments: Array(stride(from: 0, through: 36_864, by: 1024)))
    func `a tree of any size comes through`(_ size: Int) throws {
        let sample = try SampleTree(["f": String(repeating: "x", count: size)], links: [:])
        let (manifest, _, path) = try published(sample)
        try FullArtifact.unpack(path, into: sample.folder.path("out"))
        #expect(try ReleaseTree(sample.folder.path("out")).flaws(against: manifest).isEmpty)
    }

    @Test func `an artifact that is cut anywhere is refused, and completed from the whole one`() throws {
        let sample = try SampleTree()
        let (manifest, _, path) = try published(sample)
        let bytes = try TestFiles.bytes(of: path)
        let out = sample.folder.path("out")
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
            try TestFiles.write(Array(bytes[..<length]), to: sample.folder.path("cut"))
            #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(sample.folder.path("cut"), into: out) }
            #expect(!exists("\(out)/release.json"))
        }
        try FullArtifact.unpack(path, into: out)
        #expect(try ReleaseTree(out).flaws(against: manifest).isEmpty)
    }

    @Test func `stopped after any file, it goes on from there`() throws {
        let sample = try SampleTree()
        let (manifest, _, path) = try published(sample)
        for stop in 1...5 {
            let out = sample.folder.path("out\(stop)")
            var steps = 0
            let stopped = { (progress: Progress) in
                if progress.done > 0 { steps += 1 }
                return steps < stop
            }
            #expect(throws: ReleaseFailure.cancelled) { try FullArtifact.unpack(path, into: out, observing: stopped) }
            let before = try called(open("\(out)/bin/roost", O_RDONLY), "open")
            defer { close(before) }
            try FullArtifact.unpack(path, into: out)
            #expect(try ReleaseTree(out).flaws(against: manifest).isEmpty)
            var (old, new) = (stat(), stat())
            #expect(fstat(before, &old) == 0 && stat("\(out)/bin/roost", &new) == 0 && old.st_ino == new.st_ino, "not written again")
        }
    }

    @Test func `a folder with something else in it is left alone`() throws {
        let sample = try SampleTree()
        let (_, _, path) = try published(sample)
        let failure = #expect(throws: ReleaseFailure.self) { try FullArtifact.unpack(path, into: sample.folder.path) }
        #expect(failure.map { $0.description.contains("empty folder") } == true)
    }
}
