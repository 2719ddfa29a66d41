package import Wire

/// What came into a channel, and what left it.
package struct ChannelReport: Sendable {
    package let channel: String
    package let releases: [PooledRelease]
    /// Versions that the channel no longer keeps.
    package let left: [SemanticVersion]
    package let state: RepositoryState
    /// Of a dry run: other keys would have to sign a draft first.
    package let isDraft: Bool
}
