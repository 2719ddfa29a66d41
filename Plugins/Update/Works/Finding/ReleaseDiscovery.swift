import Contracts
import Delivery
import PluginKit
import Release

/// Looks into the channels that this host follows, and into the hotfixes.
struct ReleaseDiscovery: Discovery {
    let bus: BusConnection
    let kernel: KernelClient
    let stockroom: Stockroom
    let door: RepositoryDoor
    let policy: PolicySource
    var architecture = Architecture.current
    /// Hears of each channel when it last had a release.
    var heard: (String, Double) -> Void = { _, _ in }

    func look(_ look: Look) async throws(LookFailure) -> [UpdateContract.Candidate] {
        let inventory = try await inventory()
        let ids = look.ids.isEmpty ? inventory.ids : look.ids
        let followed = try await channels(of: ids)
        let repository = try await door.open(look.place, policy)
        do throws(DeliveryError) {
            var catalogs = Catalogs(repository)
            var found: [UpdateContract.Candidate] = []
            for id in ids {
                var choice = ReleaseChoice(id: id, installed: inventory.version(of: id), architecture: architecture, core: inventory.core)
                (choice.version, choice.isNamed) = (look.version, !look.ids.isEmpty)
                let channels = [followed[id], ChannelsContract.Channel.hotfix.rawValue, look.channel].compactMap(\.self)
                found += choice.candidates(among: try await catalogs.of(channels))
            }
            for catalog in catalogs.all { catalog.released.map { heard(catalog.channel, Double($0)) } }
            return found
        } catch {
            let after = repository.retryAfter.map { Double($0.components.seconds) }
            throw LookFailure(error, in: look.place, policy: stockroom.site.policy, retryAfter: after)
        }
    }

    func installed() async throws(LookFailure) -> [String: String] {
        let inventory = try await inventory()
        return inventory.features.merging([UpdateContract.core: inventory.core]) { $1 }
    }

    func previous(of id: String) async -> UpdateContract.Candidate? {
        guard let inventory = try? await inventory() else { return nil }
        guard id == UpdateContract.core else {
            guard let kept = await stockroom.previous(of: id) else { return nil }
            return candidate(id, kept.version, inventory, await stockroom.manifest(of: "\(stockroom.site.previous(id))/tree")?.about)
        }
        guard let slot = inventory.otherSlot, let about = await stockroom.manifest(of: stockroom.site.slot(slot))?.about else { return nil }
        return candidate(id, about.version.description, inventory, about)
    }

    /// The channel it is said to be from is the one that is followed: going back is not another channel's affair.
    private func candidate(
        _ id: String, _ version: String, _ inventory: Inventory, _ about: ReleaseFacts?
    ) -> UpdateContract.Candidate {
        .init(
            id: id, version: version, installed: inventory.version(of: id), channel: "previous", security: about?.isSecurity ?? false,
            epoch: Int(about?.epoch ?? 0), architecture: about?.architecture)
    }

    private func inventory() async throws(LookFailure) -> Inventory {
        do throws(Fault) {
            return await stockroom.inventory(try await kernel.status())
        } catch {
            throw LookFailure(error.words)
        }
    }

    /// By id.
    private func channels(of ids: [String]) async throws(LookFailure) -> [String: String] {
        var channels: [String: String] = [:]
        do throws(BusError) {
            for id in ids { channels[id] = try await channel(of: id) }
        } catch {
            throw LookFailure("it is not known which channels are followed: \(error)")
        }
        return channels
    }

    /// What is not installed yet follows what the host does.
    private func channel(of id: String?) async throws(BusError) -> String {
        do throws(BusError) {
            let following: ChannelsContract.Following = try await bus.request(ChannelsContract.Subject.show, ChannelsContract.Show(id: id))
            return following.channel
        } catch .service(let refusal) where refusal.code == 404 && id != nil {
            return try await channel(of: nil)
        }
    }

    /// What the channels of one repository offer, each asked for once. A channel that is not there offers nothing.
    private struct Catalogs {
        private let repository: Repository
        private var known: [String: ChannelCatalog?] = [:]

        init(_ repository: Repository) { self.repository = repository }

        var all: [ChannelCatalog] { known.values.compactMap(\.self) }

        mutating func of(_ channels: [String]) async throws(DeliveryError) -> [ChannelCatalog] {
            var catalogs: [ChannelCatalog] = []
            for channel in channels {
                if known[channel] == nil { known[channel] = .some(try await fetch(channel)) }
                if let catalog = known[channel] ?? nil, !catalogs.contains(where: { $0.channel == channel }) { catalogs.append(catalog) }
            }
            return catalogs
        }

        private func fetch(_ channel: String) async throws(DeliveryError) -> ChannelCatalog? {
            do throws(DeliveryError) { return try await repository.catalog(of: channel) } catch .absent { return nil }
        }
    }
}
