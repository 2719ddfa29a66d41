import Release
import TUF
public import Wire

/// All that a channel offers, as its own role has signed it.
public struct ChannelCatalog: Sendable {
    public let channel: String
    public let listings: [Listing]
    /// Targets that say of themselves what is not understood: passed over, so that one bad entry hides no other.
    public let passedOver: [String]

    init(_ channel: String, _ targets: Targets) {
        var listings: [Listing] = []
        var passedOver: [String] = []
        for (path, file) in targets.targets.sorted(by: { $0.key < $1.key }) {
            // A delta says nothing of itself: its release names it.
            guard let custom = file.custom else { continue }
            do throws(ReleaseFailure) {
                let offer = try ReleaseOffer(parsing: custom.canonicalBytes)
                listings.append(Listing(channel: channel, offer: offer, path: path, file: file))
            } catch {
                passedOver.append("\(path): \(error)")
            }
        }
        (self.channel, self.listings, self.passedOver) = (channel, listings, passedOver)
    }

    /// When it last got a release, seconds since 1970; nil if nothing says so.
    public var released: Int64? { listings.compactMap(\.offer.released).max() }

    /// Of a kind, for an architecture, the newest first.
    public func releases(of id: String, architecture: String) -> [Listing] {
        listings
            .filter { $0.id == id && [architecture, "all"].contains($0.offer.facts.architecture) }
            .sorted { $0.offer.facts.version > $1.offer.facts.version }
    }

    /// The newest, or that very version; says what there is if it is not there.
    public func release(of id: String, _ version: SemanticVersion? = nil, architecture: String) throws(DeliveryError) -> Listing {
        let releases = releases(of: id, architecture: architecture)
        if let found = version == nil ? releases.first : releases.first(where: { $0.offer.facts.version == version }) { return found }
        let others = listings.filter { $0.id == id }.map { "\($0.offer.facts.version) (\($0.offer.facts.architecture))" }
        let wanted = "\(id)\(version.map { " \($0)" } ?? "") for \(architecture)"
        throw .absent("the channel \(channel) has no \(wanted); \(others.isEmpty ? knownIDs : "it has " + others.joined(separator: ", "))")
    }

    private var knownIDs: String {
        let ids = Set(listings.map(\.id)).sorted()
        let known = ids.isEmpty ? [] : ["it has releases of \(ids.joined(separator: ", "))"]
        let words = known + [passed].compactMap(\.self)
        return words.isEmpty ? "it has no releases yet" : words.joined(separator: "; ")
    }

    /// A channel of entries that this version does not understand is not empty.
    private var passed: String? {
        guard let first = passedOver.first else { return nil }
        return passedOver.count == 1
            ? "1 entry is not understood here and was passed over: \(first)"
            : "\(passedOver.count) entries are not understood here and were passed over, the first of them \(first)"
    }
}
