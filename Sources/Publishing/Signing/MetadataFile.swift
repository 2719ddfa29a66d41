import TUF

/// One file of metadata, made and not yet written.
struct MetadataFile: Equatable, Sendable {
    let name: String
    let bytes: [UInt8]

    init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    /// All but the timestamp carry their version in their name, so that a client never sees half of a publication.
    init<Role>(_ metadata: Metadata<Role>, role: String) {
        name = Self.name(of: role, version: metadata.signed.version)
        bytes = metadata.bytes
    }

    static func name(of role: String, version: Int) -> String { role == "timestamp" ? "timestamp.json" : "\(version).\(role).json" }
}
