import Contracts
import PluginKit

/// Learns from the kernel which owners of transactions are there.
struct OwnerSource {
    let bus: BusConnection

    /// Ids of features; nil if the kernel does not say.
    func present() async -> Set<String>? {
        do throws(BusError) {
            let status: KernelContract.Status = try await bus.request(KernelContract.Subject.status)
            return Self.present(among: status.features)
        } catch {
            StandardError.write("journal: which features run is not known: \(error)")
            return nil
        }
    }

    /// What has crashed and waits for its next start is away too, if not for long.
    static func present(among features: [KernelContract.Feature]) -> Set<String> {
        Set(features.filter { ["starting", "ready", "stopping"].contains($0.state) }.map(\.id))
    }
}
