/// An artifact that is to become a tree: a full one, or a delta of the tree in `base`.
public struct UnpackOrder: Equatable, Sendable {
    public let artifact: String
    public let base: String?
    public let folder: String

    public init(_ artifact: String, since base: String? = nil, into folder: String) {
        (self.artifact, self.base, self.folder) = (artifact, base, folder)
    }

    /// Of `roost-unpack`; nil if they are none of its.
    public init?(arguments: [String]) {
        switch (arguments.first, arguments.count) {
        case ("full", 3): self.init(arguments[1], into: arguments[2])
        case ("delta", 4): self.init(arguments[1], since: arguments[3], into: arguments[2])
        default: return nil
        }
    }

    package var arguments: [String] { [base == nil ? "full" : "delta", artifact, folder] + (base.map { [$0] } ?? []) }

    /// Carries it out in this process. Blocks.
    @discardableResult
    public func run(observing observer: @escaping Progress.Observer = { _ in true }) throws(ReleaseFailure) -> ReleaseManifest {
        if let base {
            try DeltaArtifact.apply(artifact, to: ReleaseTree(base), into: folder, observing: observer)
        } else {
            try FullArtifact.unpack(artifact, into: folder, observing: observer)
        }
    }
}
