import Contracts
import Files
import PluginKit

/// Learns from the kernel what a caller may touch.
struct GroundSource {
    let bus: BusConnection
    let home: OpenFolder
    /// The absolute path of `home`, as the kernel writes it.
    let homePath: String

    func ground(of sender: Sender) async throws -> Ground {
        switch sender {
        case .administrator: return Ground(home: home)
        case .stranger(let name): throw ServiceError(403, "'\(name)' may not begin transactions; ask as a feature or as an administrator")
        case .feature(let id):
            let feature: Feature = try await bus.request(KernelContract.Subject.show, KernelContract.ID(id: id))
            return Ground(home: home, homePath: homePath, data: feature.data, grants: feature.grants)
        }
    }

    private struct Feature: Decodable {
        let data: String
        let grants: [String]
    }
}
