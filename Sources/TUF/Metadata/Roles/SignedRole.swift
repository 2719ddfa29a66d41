/// What is signed: the content of one role's metadata, of one of the four types.
public protocol SignedRole: Hashable, Sendable {
    /// `_type`.
    static var type: ExactText { get }

    /// 1 or greater; each publication of the role adds 1.
    var version: Int { get set }
    /// From this moment on it is not to be trusted.
    var expires: UTCTime { get set }
    /// Members of the object that this program knows nothing of. They are written again as they were.
    var unknown: CanonicalJSON.Object { get set }

    /// Of the members that are its own; those common to all types are taken already. What is left over becomes `unknown`.
    init(_ fields: inout Fields, version: Int, expires: UTCTime) throws(MetadataError)

    /// Its own members, without those common to all types and without the unknown ones.
    var members: [(ExactText, CanonicalJSON)] { get }
}

extension SignedRole {
    /// The version of the specification that metadata written here says it follows.
    public static var specification: ExactText { "1.0.34" }

    /// The object that is signed.
    public var json: CanonicalJSON {
        var object = unknown
        for (name, value) in members { object[name] = value }
        object["_type"] = .string(Self.type)
        object["spec_version"] = .string(Self.specification)
        object["version"] = .integer(version)
        object["expires"] = .string(expires.text)
        return .object(object)
    }

    init(_ value: CanonicalJSON) throws(MetadataError) {
        var fields = try Fields(value, at: "signed")
        let type = try fields.text("_type")
        guard type == Self.type else { throw .wrongType(type) }
        try Self.check(specification: fields.text("spec_version"))
        let version = try fields.integer("version", Bounds.versions)
        guard let expires = UTCTime(try fields.text("expires")) else {
            throw .field("signed.expires", "is no time as in 2030-01-31T12:00:00Z")
        }
        try self.init(&fields, version: version, expires: expires)
        unknown = fields.rest
    }

    /// Metadata of another major version may mean something else by the same words.
    private static func check(specification version: ExactText) throws(MetadataError) {
        let parts = version.string.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard (2...3).contains(parts.count), areNumbers, parts[0] == "1" else { throw .unsupportedSpecification(version) }
    }
}
