/// Says which snapshot is the newest. The only metadata that a client fetches without knowing what it will be.
public struct Timestamp: SignedRole {
    public static let type: ExactText = "timestamp"

    public var version: Int
    public var expires: UTCTime
    public var snapshot: MetaFile
    public var unknown = CanonicalJSON.Object()

    public init(version: Int = 1, expires: UTCTime, snapshot: MetaFile) {
        self.version = version
        self.expires = expires
        self.snapshot = snapshot
    }
}

extension Timestamp {
    public init(_ fields: inout Fields, version: Int, expires: UTCTime) throws(MetadataError) {
        self.version = version
        self.expires = expires
        var meta = try fields.fields("meta")
        snapshot = try MetaFile(meta.value(TopLevelRole.snapshot.fileName), at: meta.path(TopLevelRole.snapshot.fileName))
    }

    public var members: [(ExactText, CanonicalJSON)] {
        [("meta", [TopLevelRole.snapshot.fileName: snapshot.json])]
    }
}
