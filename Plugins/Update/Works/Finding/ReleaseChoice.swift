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
    /// Only this version.
    var version: String?
    /// Asked for by name: then also what cannot be installed here is shown, so that it can be said why.
    var isNamed = false

    /// Of each channel its newest, or the one version; what is installed already is none.
    func candidates(among catalogs: [ChannelCatalog]) -> [UpdateContract.Candidate] {
        var found: [UpdateContract.Candidate] = []
        for catalog in catalogs {
            guard let listing = choose(from: catalog), isNew(listing, in: catalog.channel) else { continue }
            let candidate = UpdateContract.Candidate(listing, installed: installed)
            if !found.contains(candidate) { found.append(candidate) }
        }
        return found
    }

    private func choose(from catalog: ChannelCatalog) -> Listing? {
        let fitting = catalog.releases(of: id, architecture: architecture)
        let others = catalog.listings.filter { $0.id == id }.sorted { $0.offer.facts.version > $1.offer.facts.version }
        let releases = fitting.isEmpty && isNamed ? others : fitting
        guard let version else { return releases.first }
        return releases.first { $0.offer.facts.version == SemanticVersion(version) }
    }

    /// Hotfixes stay in their channel for long; those that are older than what is there are of no interest to anybody.
    private func isNew(_ listing: Listing, in channel: String) -> Bool {
        guard let installed = installed.flatMap({ SemanticVersion($0) }) else { return true }
        let isHotfix = channel == ChannelsContract.Channel.hotfix.rawValue && version == nil
        return isHotfix ? listing.offer.facts.version > installed : listing.offer.facts.version != installed
    }
}
