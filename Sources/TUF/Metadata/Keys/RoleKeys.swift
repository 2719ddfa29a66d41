/// Whose signatures a role needs, and how many of them.
public struct RoleKeys: Hashable, Sendable {
    /// Each once.
    public var keyIDs: [ExactText]
    /// 1 or greater.
    public var threshold: Int

    public init(_ keyIDs: [ExactText], threshold: Int = 1) {
        precondition(threshold >= 1 && Set(keyIDs).count == keyIDs.count, "keys of a role differ, and one at least must sign")
        self.keyIDs = keyIDs
        self.threshold = threshold
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        try self.init(&fields)
    }

    /// Takes the two members that are its own.
    init(_ fields: inout Fields) throws(MetadataError) {
        keyIDs = try fields.texts("keyids")
        threshold = try fields.integer("threshold", 1...Int.max)
        // Otherwise one key could be counted as often as it is listed.
        guard Set(keyIDs).count == keyIDs.count else { throw .field(fields.path("keyids"), "names a key twice") }
    }

    var members: [(ExactText, CanonicalJSON)] {
        [("keyids", .array(keyIDs.map(CanonicalJSON.string))), ("threshold", .integer(threshold))]
    }

    public var json: CanonicalJSON { CanonicalJSON(members) }
}
