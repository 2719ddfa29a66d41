import Publishing
import Release
import TUF
import Trust
import Wire

/// What was made and what came into a channel, or would.
struct ReleaseReport {
    private let releases: [PooledRelease]
    private let leftOut: [(from: SemanticVersion, length: Int)]
    private let channel: ChannelReport?
    private let dryRun: Bool

    init(added: AddReport, dryRun: Bool) {
        (releases, leftOut, channel, self.dryRun) = ([added.release], added.leftOut, nil, dryRun)
    }

    init(channel: ChannelReport, added: AddReport? = nil, dryRun: Bool) {
        (releases, leftOut, self.channel, self.dryRun) = (channel.releases, added?.leftOut ?? [], channel, dryRun)
    }

    var json: JSON {
        .object([
            JSON.Member("channel", JSON(channel?.channel)), JSON.Member("dry-run", .bool(dryRun)),
            JSON.Member("releases", .array(releases.map(json))),
            JSON.Member("left-out", .array(leftOut.map { ["from": .string($0.from.description), "length": JSON($0.length)] })),
            JSON.Member("removed", JSON((channel?.left ?? []).map(\.description))),
            JSON.Member("would-be-draft", .bool(channel?.isDraft ?? false)),
            JSON.Member("timestamp-expires", JSON(channel?.state.timestamp.expires.description)),
        ])
    }

    private func json(_ release: PooledRelease) -> JSON {
        let deltas = zip(release.offer.deltas, release.deltas).map { delta, file in
            JSON.object([JSON.Member("from", .string(delta.from.description))] + members(file))
        }
        return [
            "id": .string(release.id), "version": .string(release.offer.facts.version.description),
            "architecture": .string(release.offer.facts.architecture), "size": .integer(release.offer.size),
            "tree": .string(release.offer.tree.description), "full": .object(members(release.full)), "deltas": .array(deltas),
        ]
    }

    private func members(_ file: PooledFile) -> [JSON.Member] {
        [
            JSON.Member("name", .string(file.name)), JSON.Member("length", JSON(file.content.length)),
            JSON.Member("sha256", .string(file.content.digest.description)),
        ]
    }

    var lines: [String] {
        releases.flatMap(lines) + leftOut.map { "  no delta from \($0.from): \(Words.bytes(Int64($0.length))) would be hardly smaller" }
            + end
    }

    private func lines(_ release: PooledRelease) -> [String] {
        let facts = release.offer.facts
        let full = release.full.content.length
        let place = channel.map { "in \($0.channel)" } ?? "in the pool"
        let verb = dryRun ? "would be" : "is"
        let first = "\(release.id) \(facts.version) (\(facts.architecture)) \(verb) \(place): \(Words.bytes(Int64(full)))"
        return [first + " for \(Words.bytes(release.offer.size)) of files"]
            + zip(release.offer.deltas, release.deltas).map { delta, file in
                "  delta from \(delta.from): \(Words.bytes(Int64(file.content.length))), \(file.content.length * 100 / max(1, full)) %"
            }
    }

    private var end: [String] {
        guard let channel else { return dryRun ? ["nothing was kept"] : [] }
        let gone =
            channel.left.isEmpty ? [] : ["no longer in \(channel.channel): \(channel.left.map(\.description).joined(separator: ", "))"]
        let expires = "the timestamp expires at \(channel.state.timestamp.expires); roost publish refresh renews it"
        let draft = "it would be a draft first, which other keys have to sign: roost publish sign"
        return gone + (channel.isDraft ? [draft] : []) + [dryRun ? "nothing was published" : expires]
    }
}
