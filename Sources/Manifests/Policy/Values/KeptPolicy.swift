import Manifests
import Wire

/// A policy as the stream `channels.policy` holds it.
struct KeptPolicy: Codable, Equatable {
    static let version = 1

    var version = Self.version
    /// JSON.
    private var text: String

    init(_ policy: Policy) { text = policy.json.text }

    /// Nil for what a newer version wrote.
    var policy: Policy? {
        guard version == Self.version, let json = try? JSON(parsing: Array(text.utf8)) else { return nil }
        return Policy(json: json)
    }
}
