import Contracts
import PluginKit

/// The kernel, as the works ask it.
struct KernelClient {
    let bus: BusConnection

    /// Longer than a feature may take to stop or to become ready.
    private static let patience = Duration.seconds(660)

    func status() async throws(Fault) -> KernelContract.Status {
        try await ask { () async throws(BusError) in try await bus.request(KernelContract.Subject.status) }
    }

    /// Nil if there is no such feature.
    @discardableResult
    func command(_ command: KernelContract.Command, _ id: String) async throws(Fault) -> KernelContract.Feature? {
        do throws(BusError) {
            return try await bus.request(KernelContract.Subject.command(command), KernelContract.ID(id: id), timeout: Self.patience)
        } catch .service(let refusal) where refusal.code == 404 {
            return nil
        } catch {
            throw Self.fault(error)
        }
    }

    @discardableResult
    func rescan() async throws(Fault) -> KernelContract.Rescan {
        try await ask { () async throws(BusError) in try await bus.request(KernelContract.Subject.rescan, timeout: .seconds(60)) }
    }

    /// When this returns, the guard keeps the release that runs.
    func confirm(_ transaction: String) async throws(Fault) {
        let _: KernelContract.Confirmed = try await ask { () async throws(BusError) in
            try await bus.request(
                KernelContract.Subject.confirm, KernelContract.Confirmation(transaction: transaction), timeout: .seconds(30))
        }
    }

    /// Everything ends soon after, this process included.
    func restart() async throws(Fault) {
        let _: KernelContract.Restarting = try await ask { () async throws(BusError) in
            try await bus.request(KernelContract.Subject.restart)
        }
    }

    private func ask<Answer>(_ question: () async throws(BusError) -> Answer) async throws(Fault) -> Answer {
        do throws(BusError) { return try await question() } catch { throw Self.fault(error) }
    }

    private static func fault(_ error: BusError) -> Fault { Fault(.machine, "the host: \(error)") }
}
