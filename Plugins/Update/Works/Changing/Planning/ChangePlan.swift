import Contracts

/// All that one update's transaction does. A value: everything it has to know has been looked at before.
struct ChangePlan: Equatable {
    /// As many as the journal takes in one transaction.
    static let mostOperations = 64

    var features: [FeatureChange] = []
    var core: CoreChange?

    /// Bytes that are copied before anything is changed.
    var room: Int64 { features.reduce(0) { $0 + $1.room } }

    /// Leaves out the largest of what may come back until all of it is one transaction.
    mutating func fit(on site: Site) {
        let own = core?.operations(on: site).count ?? 0
        while features.reduce(own, { $0 + $1.operations(on: site, none: "\(site.home)/none").count }) > Self.mostOperations {
            guard let largest = features.indices.max(by: { features[$0].pieces.kept.count < features[$1].pieces.kept.count }),
                !features[largest].pieces.kept.isEmpty
            else { return }
            features[largest].pieces.drop()
        }
    }

    /// The slot comes last: from there on the way leads through the guard.
    /// - Parameter none: a folder without scripts.
    func operations(on site: Site, none: String) throws(Fault) -> [JournalContract.Operation] {
        let all = features.flatMap { $0.operations(on: site, none: none) } + (core?.operations(on: site) ?? [])
        guard all.count <= Self.mostOperations else {
            throw Fault(
                .machine,
                "\(all.count) steps are more than one transaction may have (\(Self.mostOperations)); update fewer features at a time")
        }
        return all
    }
}
