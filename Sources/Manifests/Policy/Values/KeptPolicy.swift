import Wire

/// A policy as it is kept in the journal, so that a mistake in the file changes nothing after a restart either.
public struct KeptPolicy: Codable, Equatable, Sendable {
    static let version = 1

    var version = Self.version
    /// JSON.
    private var text: String

    public init(_ policy: Policy) { text = policy.json.text }

    /// Nil for what a newer version wrote.
    public var policy: Policy? {
        guard version == Self.version, let json = try? JSON(parsing: Array(text.utf8)) else { return nil }
        return Policy(json: json)
    }
}
