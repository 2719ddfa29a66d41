import Trust
import Wire

/// What a delta begins with: the tree it starts from, the whole `release.json` of the new one, and how each file comes about.
struct DeltaHeader: Equatable, Sendable {
    /// Eleven letters and the format's number.
    static let magic = Array("roost-delta1".utf8)
    /// Of the first line; the rest is `release.json`.
    static let maximumRecipe = 8 << 20
    /// What reading a header may take to unpack.
    static let dictionary: UInt32 = 256 << 10

    let fromVersion: SemanticVersion
    let fromTree: Digest
    let manifest: ReleaseManifest
    /// One for each file of the manifest, in its order.
    let parts: [DeltaPart]

    init(fromVersion: SemanticVersion, fromTree: Digest, manifest: ReleaseManifest, parts: [DeltaPart]) {
        (self.fromVersion, self.fromTree, self.manifest, self.parts) = (fromVersion, fromTree, manifest, parts)
    }

    /// The recipe on one line, `release.json` behind it.
    var bytes: [UInt8] {
        let recipe: JSON = [
            "from": ["version": .string(fromVersion.description), "tree": .string(fromTree.description)],
            "parts": .array(parts.map { $0.json }),
        ]
        return recipe.bytes + [UInt8(ascii: "\n")] + manifest.bytes
    }

    init(parsing bytes: [UInt8]) throws(ReleaseFailure) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw .manifest(place: "the delta's recipe", why: "it has no end") }
        manifest = try ReleaseManifest(parsing: Array(bytes[(end + 1)...]))
        let recipe = try ManifestObject(parsing: Array(bytes[..<end]), atMost: Self.maximumRecipe)
        let from = try recipe.object("from")
        (fromVersion, fromTree) = (try from.version("version"), try from.digest("tree"))
        var parts: [DeltaPart] = []
        for part in try recipe.objects("parts", atMost: ReleaseManifest.maximumEntries) { parts.append(try DeltaPart(part)) }
        self.parts = parts
        guard parts.count == manifest.files.count else { throw .manifest(place: "the delta's parts", why: "not one for each file") }
    }
}
