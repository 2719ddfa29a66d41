import Release
import Trust
import Wire

/// Makes the artifacts of one release, as parts in the pool's folder.
struct ArtifactMaking {
    let order: ReleaseOrder
    let pool: Pool
    let observer: ReleaseOrder.Observer

    private var name: String { PooledRelease.name(order.facts) }
    private var tree: ReleaseTree { ReleaseTree(order.folder) }

    /// The full artifact, and deltas from each of `bases` that are clearly smaller.
    func make(after bases: [PooledRelease], in work: WorkFolder) throws(PublishingError) -> AddReport {
        let manifest = try watched("reading \(order.folder)") { (observer) throws(ReleaseFailure) in
            try tree.makeManifest(order.facts, observing: observer)
        }
        guard !manifest.entries.isEmpty else {
            throw .refused(words: "there is nothing in \(order.folder)", remedy: "name the folder that holds the release's files")
        }
        let full = try file("\(name).tar.xz", "compressing \(name)") { (path, observer) throws(ReleaseFailure) in
            try FullArtifact.write(manifest, from: tree, to: path, observing: observer)
        }
        var (deltas, files, leftOut): ([ReleaseOffer.Delta], [PooledFile], [(from: SemanticVersion, length: Int)]) = ([], [], [])
        for base in bases.reversed() {
            let file = try delta(from: base, to: manifest, in: work)
            let from = base.offer.facts.version
            guard DeltaArtifact.isWorthwhile(Int64(file.content.length), besidesFull: Int64(full.content.length)) else {
                leftOut.append((from, file.content.length))
                try pool.shelf.removePart(file.name)
                continue
            }
            deltas.append(ReleaseOffer.Delta(from: from, tree: base.offer.tree, path: file.name, format: ReleaseOffer.Delta.currentFormat))
            files.append(file)
        }
        let offer = ReleaseOffer(manifest, notes: order.notes, deltas: deltas)
        return AddReport(release: PooledRelease(offer: offer, full: full, deltas: files), leftOut: leftOut)
    }

    /// The base's tree is taken from its full artifact, so that a delta starts from what routers have.
    private func delta(from base: PooledRelease, to manifest: ReleaseManifest, in work: WorkFolder) throws(PublishingError) -> PooledFile {
        let (version, folder) = (base.offer.facts.version, work.place("\(base.offer.facts.version)"))
        let artifact = try pool.checkedPath(of: base.full)
        let old = try watched("unpacking \(base.full.name)") { (observer) throws(ReleaseFailure) in
            try FullArtifact.unpack(artifact, into: folder, observing: observer)
        }
        return try file("\(name)-from-\(version).delta", "comparing with \(version)") { (path, observer) throws(ReleaseFailure) in
            try DeltaArtifact.write(manifest, from: tree, since: old, in: ReleaseTree(folder), to: path, observing: observer)
        }
    }

    private func file(
        _ name: String, _ doing: String, _ make: (String, @escaping Progress.Observer) throws(ReleaseFailure) -> ArtifactFile
    ) throws(PublishingError) -> PooledFile {
        let made = try watched(doing) { (observer) throws(ReleaseFailure) in try make(pool.shelf.part(name), observer) }
        return PooledFile(name: name, content: FileContent(length: Int(made.length), digest: made.digest))
    }

    private func watched<Value>(
        _ doing: String, _ work: (@escaping Progress.Observer) throws(ReleaseFailure) -> Value
    ) throws(PublishingError) -> Value {
        // Some work has much to read before it can tell anything.
        observer(doing, Progress(done: 0, total: 1))
        do throws(ReleaseFailure) {
            return try work { progress in
                observer(doing, progress)
                return true
            }
        } catch {
            throw .release(error)
        }
    }
}
