import Manifests
import Release
import TUF
import Wire

/// What is in a channel, as releases instead of targets, and by which rules it changes.
struct ChannelContent {
    /// A full artifact's target and what is offered by it.
    struct Listing {
        let path: ExactText
        let file: TargetFile
        let offer: ReleaseOffer

        var key: Key { Key(offer.facts) }
    }

    /// What has releases of its own: newer ones follow older ones within it only.
    struct Key: Hashable {
        let id: String
        let architecture: String

        init(_ facts: ReleaseFacts) { (id, architecture) = (facts.kind.word, facts.architecture) }
    }

    let channel: PublishingConfiguration.Channel
    private(set) var targets: Targets
    private(set) var listings: [Listing]

    /// A target with an offer that cannot be read is somebody else's work; it is refused rather than lost.
    init(_ channel: PublishingConfiguration.Channel, _ targets: Targets) throws(PublishingError) {
        (self.channel, self.targets, listings) = (channel, targets, [])
        for (path, file) in targets.targets {
            guard let custom = file.custom else { continue }
            do throws(ReleaseFailure) {
                listings.append(Listing(path: path, file: file, offer: try ReleaseOffer(parsing: custom.canonicalBytes)))
            } catch {
                throw .broken(words: "\(path) of the channel '\(channel.name)' has an offer that cannot be read: \(error)")
            }
        }
        listings.sort { $0.offer.facts.version < $1.offer.facts.version }
    }

    /// Takes a release in; what is more than the channel keeps leaves it.
    mutating func add(_ release: PooledRelease, now: UTCTime, force: Bool) throws(PublishingError) -> [SemanticVersion] {
        try check(release.offer.facts, now: now, force: force)
        for file in release.files { targets.targets[file.path(in: channel.name)] = target(of: file, release, now: now) }
        let full = release.full.path(in: channel.name)
        guard let file = targets.targets[full] else { preconditionFailure("a target that was just put there") }
        listings.append(Listing(path: full, file: file, offer: offer(of: release, now: now)))
        listings.sort { $0.offer.facts.version < $1.offer.facts.version }
        return prune(Key(release.offer.facts))
    }

    private func target(of file: PooledFile, _ release: PooledRelease, now: UTCTime) -> TargetFile {
        var target = TargetFile(length: file.content.length, hashes: Hashes(file.content.digest))
        if file == release.full { target.custom = Self.signable(offer(of: release, now: now).json.bytes) }
        return target
    }

    /// Whole numbers and texts only, so it can be signed.
    private static func signable(_ bytes: [UInt8]) -> CanonicalJSON {
        guard let json = try? CanonicalJSON(parsing: bytes, within: CanonicalJSON.Bounds(bytes: bytes.count)) else {
            preconditionFailure("an offer that is no JSON")
        }
        return json
    }

    /// As in the pool, with the paths that targets have in this channel.
    private func offer(of release: PooledRelease, now: UTCTime) -> ReleaseOffer {
        var offer = release.offer
        offer.released = Int64(now.secondsSince1970)
        offer.deltas = offer.deltas.map { delta in
            ReleaseOffer.Delta(from: delta.from, tree: delta.tree, path: "\(channel.name)/\(delta.path)", format: delta.format)
        }
        return offer
    }

    private mutating func prune(_ key: Key) -> [SemanticVersion] {
        let gone = listings.filter { $0.key == key }.dropLast(channel.keep)
        for listing in gone {
            targets.targets[listing.path] = nil
            for delta in listing.offer.deltas { targets.targets[ExactText(delta.path)] = nil }
        }
        let paths = Set(gone.map(\.path))
        listings.removeAll { paths.contains($0.path) }
        return gone.map(\.offer.facts.version)
    }
}
