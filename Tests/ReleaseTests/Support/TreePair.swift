import Support

@testable import Release

/// An installed release and the next one, and a delta between them.
struct TreePair {
    let folder: TemporaryFolder
    let base: ReleaseTree
    let manifest: ReleaseManifest
    let deltaPath: String
    let artifact: ArtifactFile

    init(_ old: [String: [UInt8]], _ new: [String: [UInt8]]) throws {
        folder = try TemporaryFolder("delta", inMemory: true)
        base = ReleaseTree(folder.path("base"))
        let (oldTree, newTree) = (ReleaseTree(folder.path("old")), ReleaseTree(folder.path("new")))
        for (tree, files) in [("old", old), ("new", new)] {
            _ = try folder.makeFolder(tree)
            for (name, bytes) in files {
                try folder.write("", to: "\(tree)/\(name)")
                try TestFiles.write(bytes, to: folder.path("\(tree)/\(name)"))
            }
        }
        let baseManifest = try oldTree.makeManifest(SampleTree.facts("1.0.0"))
        _ = try FullArtifact.write(baseManifest, from: oldTree, to: folder.path("full"))
        try FullArtifact.unpack(folder.path("full"), into: base.path)
        manifest = try newTree.makeManifest(SampleTree.facts("1.1.0"))
        deltaPath = folder.path("delta")
        artifact = try DeltaArtifact.write(manifest, from: newTree, since: baseManifest, in: base, to: deltaPath)
    }

    var header: DeltaHeader { get throws { try DeltaReader(deltaPath).header } }

    /// What applying it makes differs from what was published by this; nothing is right.
    func flawsAfterApplying(into name: String = "out") throws -> [TreeFlaw] {
        try DeltaArtifact.apply(deltaPath, to: base, into: folder.path(name))
        return try ReleaseTree(folder.path(name)).flaws(against: manifest)
    }
}
