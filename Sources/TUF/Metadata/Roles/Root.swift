/// The root of trust: which keys sign for each of the four top-level roles, itself included.
public struct Root: SignedRole {
    public static let type: ExactText = "root"

    public var version: Int
    public var expires: UTCTime
    /// Files are named by version, and targets by digest, so that a client never sees half of a publication.
    public var consistentSnapshot: Bool
    public var keys: [ExactText: Key]
    /// One of each.
    public private(set) var roles: [TopLevelRole: RoleKeys]
    public var unknown = CanonicalJSON.Object()

    public init(
        version: Int = 1, expires: UTCTime, consistentSnapshot: Bool = true, keys: [ExactText: Key], root: RoleKeys, timestamp: RoleKeys,
        snapshot: RoleKeys, targets: RoleKeys
    ) {
        self.version = version
        self.expires = expires
        self.consistentSnapshot = consistentSnapshot
        self.keys = keys
        roles = [.root: root, .timestamp: timestamp, .snapshot: snapshot, .targets: targets]
    }

    public subscript(role: TopLevelRole) -> RoleKeys {
        get {
            guard let keys = roles[role] else { preconditionFailure("a root without \(role)") }
            return keys
        }
        set { roles[role] = newValue }
    }

    /// Who must have signed for `role`.
    public func signers(of role: TopLevelRole) -> Signers { Signers(role: self[role], among: keys) }
}

extension Root {
    public init(_ fields: inout Fields, version: Int, expires: UTCTime) throws(MetadataError) {
        self.version = version
        self.expires = expires
        consistentSnapshot = fields.rest["consistent_snapshot"] == nil ? false : try fields.bool("consistent_snapshot")
        keys = try fields.table("keys") { _, value, place throws(MetadataError) in try Key(value, at: place) }
        let table = try fields.table("roles") { _, value, place throws(MetadataError) in try RoleKeys(value, at: place) }
        roles = [:]
        for role in TopLevelRole.allCases {
            guard let keys = table[role.name] else { throw .field("signed.roles.\(role)", "is missing") }
            roles[role] = keys
        }
    }

    public var members: [(ExactText, CanonicalJSON)] {
        [
            ("consistent_snapshot", .bool(consistentSnapshot)),
            ("keys", CanonicalJSON(keys.map { ($0.key, $0.value.json) })),
            ("roles", CanonicalJSON(roles.map { ($0.key.name, $0.value.json) })),
        ]
    }
}
