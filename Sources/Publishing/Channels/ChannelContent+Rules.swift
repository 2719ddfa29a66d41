import Manifests
import Release
import TUF

extension ChannelContent {
    /// Whether a release may come in now. What is in it already never may, since clients hold it by its digest.
    func check(_ facts: ReleaseFacts, now: UTCTime, force: Bool) throws(PublishingError) {
        let same = listings.filter { $0.key == Key(facts) }
        if same.contains(where: { $0.offer.facts.version == facts.version }) {
            throw .refused(
                words: "\(Self.words(facts)) is in the channel '\(channel.name)' already", remedy: "give the next release another version")
        }
        guard !force else { return }
        if let newest = same.last?.offer.facts, facts.version < newest.version {
            let words = "the channel '\(channel.name)' has \(Self.words(newest)) already, and routers do not go back"
            throw .refused(words: words, remedy: "release a newer version, or say --force")
        }
        try checkCadence(facts, now: now)
    }

    /// Other architectures of the same version belong to the same release.
    private func checkCadence(_ facts: ReleaseFacts, now: UTCTime) throws(PublishingError) {
        let earlier = listings.filter { $0.key.id == facts.kind.word && $0.offer.facts.version != facts.version }
        for listing in earlier {
            guard let released = listing.offer.released.map({ UTCTime(secondsSince1970: Int($0)) }) else { continue }
            guard channel.cadence.isSamePeriod(released, now) else { continue }
            let words = "the channel '\(channel.name)' is \(channel.cadence.rawValue), and got \(Self.words(listing.offer.facts))"
            throw .refused(words: "\(words) \(channel.cadence.period) already, on \(released)", remedy: "wait, or say --force")
        }
    }

    private static func words(_ facts: ReleaseFacts) -> String { "\(facts.kind.word) \(facts.version) (\(facts.architecture))" }
}
