import Manifests
import Release
import TUF
import Wire

extension Publisher {
    /// Puts releases of one version, each for another architecture, into a channel.
    package func release(_ releases: [PooledRelease], to channelName: String, force: Bool, dryRun: Bool) throws(PublishingError)
        -> ChannelReport
    {
        try release(releases, to: channelName, after: try open(), force: force, dryRun: dryRun)
    }

    private func release(
        _ releases: [PooledRelease], to channelName: String, after state: RepositoryState, force: Bool, dryRun: Bool
    ) throws(PublishingError) -> ChannelReport {
        var content = try content(of: channelName, in: state)
        var left: [SemanticVersion] = []
        for release in releases { left += try content.add(release, now: now, force: force) }
        var edition = try edition(after: state)
        edition.channels[channelName] = content.targets
        if dryRun {
            let (after, isDraft) = try rehearse(edition, after: state)
            return ChannelReport(channel: channelName, releases: releases, left: left, state: after, isDraft: isDraft)
        }
        let shelf = folders.targets(channelName)
        try shelf.make()
        for file in releases.flatMap(\.files) { try shelf.take(try pool.checkedPath(of: file), as: file.storedName) }
        let after = try publish(edition, asked: [channelName])
        return ChannelReport(channel: channelName, releases: releases, left: left, state: after, isDraft: false)
    }

    /// From a folder to a signed repository: what the channel's rules or missing keys forbid is said before anything is compressed.
    package func release(
        _ order: ReleaseOrder, to channelName: String, force: Bool, dryRun: Bool, observing observer: @escaping ReleaseOrder.Observer
    ) throws(PublishingError) -> (AddReport, ChannelReport) {
        try order.requireFolder()
        let state = try open()
        let content = try content(of: channelName, in: state)
        try content.check(order.facts, now: now, force: force)
        // As it is after a release that was cut off, or has left a draft.
        let facts = order.facts
        let way = "roost publish release --channel \(channelName) \(facts.kind.word) \(facts.version) --arch \(facts.architecture)"
        try requireFree(order, state, orElse: "release that one: \(way)")
        var rehearsal = try edition(after: state)
        rehearsal.channels[channelName] = content.targets
        _ = try rehearsal.files(by: pen(whenFew: .pass))
        let added = try add(order, after: state, dryRun: dryRun, observing: observer)
        return (added, try release([added.release], to: channelName, after: state, force: force, dryRun: dryRun))
    }

    /// What it would be, and whether it would be a draft first; what others have yet to sign cannot be told.
    private func rehearse(_ edition: Edition, after state: RepositoryState) throws(PublishingError) -> (RepositoryState, isDraft: Bool) {
        let files = try edition.files(by: pen(whenFew: .pass))
        guard try !lacksSignatures(edition) else { return (state, true) }
        return (try RepositoryState(of: workshop, with: files), false)
    }

    /// Whether keys that are elsewhere would have to sign before it is published.
    private func lacksSignatures(_ edition: Edition) throws(PublishingError) -> Bool {
        do throws(PublishingError) {
            _ = try edition.files(by: pen(whenFew: .refuse))
            return false
        } catch {
            guard case .keysMissing = error else { throw error }
            return true
        }
    }

    private func content(of name: String, in state: RepositoryState) throws(PublishingError) -> ChannelContent {
        let all = workshop.configuration.channels
        guard let channel = all.first(where: { $0.name == name }) else {
            throw .refused(words: "publish.toml has no channel '\(name)'", remedy: "use one of \(all.map(\.name).joined(separator: ", "))")
        }
        guard let targets = state.channels[name] else {
            throw .refused(
                words: "the channel '\(name)' is not signed for yet", remedy: "run roost publish rotate \(name) where the targets key is")
        }
        return try ChannelContent(channel, targets)
    }
}
