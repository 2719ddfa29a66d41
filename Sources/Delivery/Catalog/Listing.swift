public import Release
public import TUF

/// A release that a channel offers: what is said of it, and the target that is its full artifact.
public struct Listing: Equatable, Sendable {
    public let channel: String
    public let offer: ReleaseOffer
    /// Of the full artifact, as metadata names it.
    public let path: ExactText
    public let file: TargetFile

    /// `core`, or a feature's id.
    public var id: String { offer.facts.kind.id }

    /// Whether a tree is the one that is offered; disk and time were planned by its size.
    func promises(_ manifest: ReleaseManifest) -> Bool {
        manifest.about == offer.facts && manifest.treeDigest == offer.tree && manifest.size == offer.size
    }
}

extension ReleaseFacts.Kind {
    /// As manifests and commands write it.
    public var id: String {
        switch self {
        case .core: "core"
        case .feature(let id): id
        }
    }
}
