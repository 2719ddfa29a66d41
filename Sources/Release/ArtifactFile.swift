public import Trust

/// A finished artifact as its signed metadata names it.
public struct ArtifactFile: Equatable, Sendable {
    public let length: Int64
    public let digest: Digest
}
