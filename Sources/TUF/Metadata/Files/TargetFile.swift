/// What metadata says of a target: enough to know it when it is there.
public struct TargetFile: Hashable, Sendable {
    public var length: Int
    public var hashes: Hashes
    /// Whatever the publisher has to say of it, kept whole.
    public var custom: CanonicalJSON?
    public var unknown = CanonicalJSON.Object()

    public init(length: Int, hashes: Hashes, custom: CanonicalJSON? = nil) {
        self.length = length
        self.hashes = hashes
        self.custom = custom
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        length = try fields.integer("length", 0...Int.max)
        hashes = try Hashes(&fields)
        custom = fields.optional("custom")
        unknown = fields.rest
    }

    public var json: CanonicalJSON {
        var object = unknown
        object["length"] = .integer(length)
        object["hashes"] = hashes.json
        object["custom"] = custom
        return .object(object)
    }

    /// Whether these are its bytes.
    public func isMade(of bytes: [UInt8]) -> Bool { bytes.count == length && hashes.match(bytes) }
}
