/// Says which versions of the targets metadata, delegated ones included, belong together.
public struct Snapshot: SignedRole {
    public static let type: ExactText = "snapshot"

    public var version: Int
    public var expires: UTCTime
    /// By file name, as `targets.json`; the top-level targets are always among them.
    public var meta: [ExactText: MetaFile]
    public var unknown = CanonicalJSON.Object()

    public init(version: Int = 1, expires: UTCTime, meta: [ExactText: MetaFile]) {
        precondition(meta[TopLevelRole.targets.fileName] != nil, "a snapshot without targets.json")
        self.version = version
        self.expires = expires
        self.meta = meta
    }

    /// What is said of a role; nil if the role is not part of the snapshot.
    public subscript(role: ExactText) -> MetaFile? {
        get { meta[Self.fileName(of: role)] }
        set { meta[Self.fileName(of: role)] = newValue }
    }

    public static func fileName(of role: ExactText) -> ExactText { ExactText(unchecked: role.utf8 + ".json".utf8) }
}

extension Snapshot {
    public init(_ fields: inout Fields, version: Int, expires: UTCTime) throws(MetadataError) {
        self.version = version
        self.expires = expires
        meta = try fields.table("meta") { _, value, place throws(MetadataError) in try MetaFile(value, at: place) }
        guard meta[TopLevelRole.targets.fileName] != nil else { throw .field("signed.meta.targets.json", "is missing") }
    }

    public var members: [(ExactText, CanonicalJSON)] { [("meta", CanonicalJSON(meta.map { ($0.key, $0.value.json) }))] }
}
