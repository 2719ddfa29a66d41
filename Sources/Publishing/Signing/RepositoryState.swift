package import TUF

/// What is published, each role verified by those above it, as a client would.
package struct RepositoryState: Sendable {
    package let root: Metadata<Root>
    package let timestamp: Metadata<Timestamp>
    package let snapshot: Metadata<Snapshot>
    package let targets: Metadata<Targets>
    /// By the names of their roles.
    package let channels: [String: Metadata<Targets>]

    /// When each role must have been signed anew, the first to expire first.
    package var expiries: [(role: String, expires: UTCTime)] {
        let upper = [
            ("root", root.signed.expires), ("targets", targets.signed.expires), ("snapshot", snapshot.signed.expires),
            ("timestamp", timestamp.signed.expires),
        ]
        let all = upper + channels.map { ($0.key, $0.value.signed.expires) }
        return all.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { (role: $0.0, expires: $0.1) }
    }
}
