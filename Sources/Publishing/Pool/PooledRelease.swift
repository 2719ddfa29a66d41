package import Release

/// A release as it lies in the pool: its full artifact, its deltas, and what is offered with them. In no channel by itself.
package struct PooledRelease: Equatable, Sendable {
    /// The paths of its deltas are names in the pool.
    package let offer: ReleaseOffer
    package let full: PooledFile
    /// Those of the offer, in its order.
    package let deltas: [PooledFile]

    package init(offer: ReleaseOffer, full: PooledFile, deltas: [PooledFile]) {
        precondition(offer.deltas.map(\.path) == deltas.map(\.name), "deltas that are not offered")
        (self.offer, self.full, self.deltas) = (offer, full, deltas)
    }

    package var id: String { offer.facts.kind.word }
    var files: [PooledFile] { [full] + deltas }

    /// `core-1.4.0-amd64`, the beginning of all its names.
    static func name(_ facts: ReleaseFacts) -> String { "\(facts.kind.word)-\(facts.version)-\(facts.architecture)" }
}
