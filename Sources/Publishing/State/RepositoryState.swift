package import TUF

/// What is published, each role verified by those above it, as a client would.
package struct RepositoryState: Sendable {
    package let root: Root
    package let timestamp: Timestamp
    package let snapshot: Snapshot
    package let targets: Targets
    /// By the names of their roles.
    package let channels: [String: Targets]

    /// When each role must have been signed anew, the first to expire first.
    package var expiries: [(role: String, expires: UTCTime)] {
        let upper = [
            ("root", root.expires), ("targets", targets.expires), ("snapshot", snapshot.expires), ("timestamp", timestamp.expires),
        ]
        let all = upper + channels.map { ($0.key, $0.value.expires) }
        return all.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { (role: $0.0, expires: $0.1) }
    }
}
