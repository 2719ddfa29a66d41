/// Vouches for target files, and hands parts of that duty on.
public struct Targets: SignedRole {
    public static let type: ExactText = "targets"

    public var version: Int
    public var expires: UTCTime
    /// By path, relative to where targets are served.
    public var targets: [ExactText: TargetFile]
    public var delegations: Delegations?
    public var unknown = CanonicalJSON.Object()

    public init(version: Int = 1, expires: UTCTime, targets: [ExactText: TargetFile] = [:], delegations: Delegations? = nil) {
        self.version = version
        self.expires = expires
        self.targets = targets
        self.delegations = delegations
    }
}

extension Targets {
    public init(_ fields: inout Fields, version: Int, expires: UTCTime) throws(MetadataError) {
        self.version = version
        self.expires = expires
        targets = try fields.table("targets") { _, value, place throws(MetadataError) in try TargetFile(value, at: place) }
        let path = fields.path("delegations")
        delegations = try fields.optional("delegations").map { value throws(MetadataError) in try Delegations(value, at: path) }
    }

    public var members: [(ExactText, CanonicalJSON)] {
        var members: [(ExactText, CanonicalJSON)] = [("targets", CanonicalJSON(targets.map { ($0.key, $0.value.json) }))]
        if let delegations { members.append(("delegations", delegations.json)) }
        return members
    }
}
