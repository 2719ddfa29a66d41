import Contracts
import Manifests
public import PluginKit

/// `roost-channels`: which channel is followed, and whether a candidate may be installed now.
public final class ChannelsPlugin: Plugin {
    public init() {}

    public func start(_ bus: BusConnection) async throws {
        guard let home = PluginEnvironment.current.home else { throw ServiceError(500, "ROOST_HOME is not set; start me through the host") }
        let file = PolicyFile("\(home)/policy.toml")
        let lane = bus.makeLane()
        let policy = PolicyDesk(file, on: bus, lane)
        try await policy.open()
        let desk = ChannelDesk(policy, Surroundings(home: home, on: lane), on: bus)
        try await desk.open()
        do {
            try bus.watch(file.path) { try await policy.reread() }
        } catch {
            // It is read again with every evaluation then, as after a mistake in it.
            policy.isWatched = false
            bus.onProblem(error)
        }
        try await bus.service("channels", version: "1.0.0", description: "Channels, and whether a release may be installed") {
            desk.define(in: &$0)
        }
    }
}
