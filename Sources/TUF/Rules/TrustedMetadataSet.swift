/// The metadata that is trusted, and every rule by which metadata comes to be (specification 1.0.34, 5.2 to 5.6). It does no I/O.
///
/// - Order is part of the rules: root, then timestamp, snapshot, targets, then delegated roles. What a later step needs of an earlier one
///   must be there: that is the caller's contract, not input.
/// - What came from the repository is *updated*: all checks pass, or nothing changes and the refusal says which attack was stopped.
/// - What was stored at an earlier time is *recalled*. It may have expired, and still guards against rollback. If keys were rotated
///   since and it no longer verifies, it is forgotten: that is how a repository recovers from a fast-forward attack.
/// - The time is fixed when the set is made, so that no step is judged by another clock than the one before.
public struct TrustedMetadataSet: Sendable {
    public let now: UTCTime
    public internal(set) var root: Root
    public internal(set) var timestamp: Timestamp?
    public internal(set) var snapshot: Snapshot?
    public internal(set) var targets: Targets?
    /// Whether the snapshot's version in the timestamp that was stored still is a floor. (decision 0088)
    var guardsSnapshot = true

    /// Begins with a root that came by a trusted way. It may have expired: a newer one may follow. (5.2)
    public init(trusting root: [UInt8], at now: UTCTime) throws(Refusal) {
        self.root = try Self.first(root: root)
        self.now = now
    }

    static func read<Role>(_ bytes: [UInt8], as role: ExactText, atMost limit: Int) throws(Refusal) -> Metadata<Role> {
        guard bytes.count <= limit else { throw Refusal(role, .endlessData(limit: limit)) }
        do throws(MetadataError) {
            return try Metadata(parsing: bytes, atMost: limit)
        } catch {
            throw Refusal(role, .unreadable(error))
        }
    }

    static func check<Role>(_ metadata: Metadata<Role>, of role: ExactText, by signers: Signers) throws(Refusal) {
        let valid = metadata.count(of: signers)
        guard valid >= signers.role.threshold else {
            throw Refusal(role, .wrongSigners(valid: valid, threshold: signers.role.threshold))
        }
    }

    /// Against a freeze attack.
    func checkExpiry(_ role: some SignedRole, of name: ExactText) throws(Refusal) {
        guard now < role.expires else { throw Refusal(name, .freeze(expired: role.expires, now: now)) }
    }

    /// Reads bytes of a role and checks that the current root's signers have signed them.
    func verified<Role>(_ bytes: [UInt8], of role: TopLevelRole, atMost limit: Int) throws(Refusal) -> Role where Role: SignedRole {
        let metadata: Metadata<Role> = try Self.read(bytes, as: role.name, atMost: limit)
        try Self.check(metadata, of: role.name, by: root.signers(of: role))
        return metadata.signed
    }

    /// That bytes are those which other metadata vouches for; the version is seen only once they are read.
    static func check(_ bytes: [UInt8], against meta: MetaFile, of role: ExactText) throws(Refusal) {
        if let length = meta.length, length != bytes.count {
            throw Refusal(role, .mixAndMatch(.length(expected: length, found: bytes.count)))
        }
        if let hashes = meta.hashes, !hashes.match(bytes) { throw Refusal(role, .mixAndMatch(.digest)) }
    }

    static func check(_ version: Int, against meta: MetaFile, of role: ExactText) throws(Refusal) {
        guard version == meta.version else {
            throw Refusal(role, .mixAndMatch(.version(expected: meta.version, found: version)))
        }
    }
}
