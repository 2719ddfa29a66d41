import Glibc
import Manifests
import Release

extension Publisher {
    /// Makes the full artifact of a release and deltas from the latest ones before it, and puts them into the pool.
    package func add(_ order: ReleaseOrder, dryRun: Bool, observing observer: @escaping ReleaseOrder.Observer) throws(PublishingError)
        -> AddReport
    {
        try order.requireFolder()
        return try add(order, after: try open(), dryRun: dryRun, observing: observer)
    }

    func add(
        _ order: ReleaseOrder, after state: RepositoryState, dryRun: Bool, observing observer: @escaping ReleaseOrder.Observer
    ) throws(PublishingError) -> AddReport {
        try requireFree(order, state)
        let bases = try bases(of: order.facts)
        // Compressing takes minutes: what would be refused afterwards is refused before.
        for base in bases { _ = try pool.checkedPath(of: base.full) }
        let work = try WorkFolder(workshop)
        do throws(PublishingError) {
            let report = try ArtifactMaking(order: order, pool: pool, observer: observer).make(after: bases, in: work)
            try work.remove()
            try settle(report.release, dryRun: dryRun)
            return report
        } catch {
            // What cannot be removed now, the next publisher clears.
            try? pool.shelf.clearParts()
            try? work.remove()
            throw error
        }
    }

    private func settle(_ release: PooledRelease, dryRun: Bool) throws(PublishingError) {
        for file in release.files {
            if dryRun { try pool.shelf.removePart(file.name) } else { try pool.shelf.settle(file.name, as: file.storedName) }
        }
        // Before it is written, the files mean nothing.
        if !dryRun { try pool.put(release) }
    }

    /// The latest releases before this one, for the same architecture.
    private func bases(of facts: ReleaseFacts) throws(PublishingError) -> [PooledRelease] {
        let earlier = try pool.releases().filter { release in
            let other = release.offer.facts
            return other.kind == facts.kind && other.architecture == facts.architecture && other.version < facts.version
        }
        return earlier.suffix(workshop.configuration.deltas)
    }

    /// `orElse`: how what is there already can be had, for those who do not want it made anew.
    func requireFree(_ order: ReleaseOrder, _ state: RepositoryState, orElse: String? = nil) throws(PublishingError) {
        let way = orElse.map { "\($0); or " } ?? ""
        let name = PooledRelease.name(order.facts)
        guard access(pool.records.place("\(name).json"), F_OK) == 0 else { return }
        let holders = state.channels.keys.filter { state.lists("\($0)/\(name).tar.xz", in: $0) }.sorted()
        guard holders.isEmpty else {
            throw .refused(
                words: "\(name) is released already, in \(holders.joined(separator: ", "))",
                remedy: "\(way)give the new one another version")
        }
        guard order.replaces else {
            throw .refused(words: "\(name) is in the pool already", remedy: "\(way)make it anew with roost publish add --replace")
        }
    }
}
