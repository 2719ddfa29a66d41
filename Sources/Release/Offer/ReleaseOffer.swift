public import Trust
public import Wire

/// What a repository says of a release before anybody downloads it: the facts, the tree it becomes, and which deltas lead there.
///
/// It is the `custom` member of the full artifact's target, so a client chooses by what is signed.
public struct ReleaseOffer: Equatable, Sendable {
    public static let maximumNotes = 4096
    static let maximumDeltas = 64

    /// A target that makes this release of an earlier one.
    public struct Delta: Hashable, Sendable {
        /// What this program writes, and the only one it applies.
        public static let currentFormat = "roost-delta1"

        public let from: SemanticVersion
        /// Of the release it starts from: what is installed must have it.
        public let tree: Digest
        /// Of the target, as metadata names it.
        public let path: String
        public let format: String

        public init(from: SemanticVersion, tree: Digest, path: String, format: String) {
            (self.from, self.tree, self.path, self.format) = (from, tree, path, format)
        }
    }

    public let facts: ReleaseFacts
    /// Of the release's tree.
    public let tree: Digest
    /// Bytes of all its files, unpacked.
    public let size: Int64
    /// For people, at most ``maximumNotes`` bytes.
    public let notes: String
    /// When it came into its channel, in seconds since 1970; nil while it is in none.
    public var released: Int64?
    public var deltas: [Delta]

    public init(_ manifest: ReleaseManifest, notes: String = "", deltas: [Delta] = []) {
        precondition(notes.utf8.count <= Self.maximumNotes, "notes that do not fit a signed list")
        (facts, tree, size) = (manifest.about, manifest.treeDigest, manifest.size)
        (self.notes, self.deltas) = (notes, deltas)
    }

    init(facts: ReleaseFacts, tree: Digest, size: Int64, notes: String, released: Int64?, deltas: [Delta]) {
        (self.facts, self.tree, self.size) = (facts, tree, size)
        (self.notes, self.released, self.deltas) = (notes, released, deltas)
    }
}
