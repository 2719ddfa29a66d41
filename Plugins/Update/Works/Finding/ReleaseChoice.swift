import Contracts
import Delivery
import Release
import Wire

/// Which releases of one feature, or of the core, are candidates among what its channels offer. A value: it judges nothing but order.
struct ReleaseChoice {
    let id: String
    /// Nil if it is not there.
    let installed: String?
    let architecture: String
    /// The runtime's version, if it is known.
    var core: String?
    /// Only this version.
    var version: String?
    /// Asked for by name: then also what cannot be installed here is shown, so that it can be said why.
    var isNamed = false

    /// Of each channel its newest, and the newest that can follow what is here; or the one version. What is installed already is none.
    func candidates(among catalogs: [ChannelCatalog]) -> [UpdateContract.Candidate] {
        var found: [UpdateContract.Candidate] = []
        for catalog in catalogs {
            for listing in choose(from: catalog) where isNew(listing, in: catalog.channel) {
                let candidate = UpdateContract.Candidate(listing, installed: installed)
                if !found.contains(candidate) { found.append(candidate) }
            }
        }
        return found
    }

    private func choose(from catalog: ChannelCatalog) -> [Listing] {
        let fitting = catalog.releases(of: id, architecture: architecture)
        let others = catalog.listings.filter { $0.id == id }.sorted { $0.offer.facts.version > $1.offer.facts.version }
        let releases = fitting.isEmpty && isNamed ? others : fitting
        if let version { return releases.filter { $0.offer.facts.version == SemanticVersion(version) } }
        guard let newest = releases.first else { return [] }
        let step = releases.first { canFollow($0.offer.facts, in: catalog.channel) }
        return step.map { $0 == newest ? [newest] : [newest, $0] } ?? [newest]
    }

    /// A way there if the newest cannot be taken: one between, one for the runtime that is here, a security release of lts.
    private func canFollow(_ facts: ReleaseFacts, in channel: String) -> Bool {
        guard let installed = installed.flatMap({ SemanticVersion($0) }), facts.version > installed else { return false }
        if let minimum = facts.minimumVersion, installed < minimum { return false }
        if let minimum = facts.minimumCore, id != UpdateContract.core {
            guard let core = core.flatMap({ SemanticVersion($0) }), core >= minimum else { return false }
        }
        return facts.isSecurity || channel != ChannelsContract.Channel.lts.rawValue
    }

    /// Hotfixes stay in their channel for long; those that are older than what is there are of no interest to anybody.
    private func isNew(_ listing: Listing, in channel: String) -> Bool {
        guard let installed = installed.flatMap({ SemanticVersion($0) }) else { return true }
        let isHotfix = channel == ChannelsContract.Channel.hotfix.rawValue && version == nil
        return isHotfix ? listing.offer.facts.version > installed : listing.offer.facts.version != installed
    }
}
