/// What one role's metadata says of another's file.
public struct MetaFile: Hashable, Sendable {
    public var version: Int
    public var length: Int?
    public var hashes: Hashes?

    public init(version: Int = 1, length: Int? = nil, hashes: Hashes? = nil) {
        self.version = version
        self.length = length
        self.hashes = hashes
    }

    /// Of the metadata's bytes, with length and digest.
    public init(version: Int, of bytes: [UInt8]) {
        self.init(version: version, length: bytes.count, hashes: Hashes(of: bytes))
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        version = try fields.integer("version", 1...Int.max)
        length = fields.rest["length"] == nil ? nil : try fields.integer("length", 1...Int.max)
        hashes = fields.rest["hashes"] == nil ? nil : try Hashes(&fields)
    }

    public var json: CanonicalJSON {
        var members: [(ExactText, CanonicalJSON)] = [("version", .integer(version))]
        if let length { members.append(("length", .integer(length))) }
        if let hashes { members.append(("hashes", hashes.json)) }
        return CanonicalJSON(members)
    }
}
