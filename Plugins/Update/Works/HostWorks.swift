import Contracts
import Delivery
import EventLoop
import PluginKit
import Release

/// The works of the stages on a real host.
final class HostWorks: Works {
    private let bus: BusConnection
    private let kernel: KernelClient
    private let journal: JournalWork
    private let stockroom: Stockroom
    private let door: RepositoryDoor
    let policy: PolicySource
    private let prober: Prober
    private(set) var released: [String: Double] = [:]

    init(_ site: Site, on bus: BusConnection) {
        let stockroom = Stockroom(site, on: bus.makeLane())
        (self.bus, self.stockroom) = (bus, stockroom)
        (kernel, journal) = (KernelClient(bus: bus), JournalWork(bus: bus) { await stockroom.giveUpReserve() })
        // Unpacking takes memory that is gone with the process it takes place in.
        door = RepositoryDoor(site, on: bus.loop, stockroom: stockroom, unpacking: .apart)
        policy = PolicySource { await stockroom.policy() }
        prober = Prober(loop: bus.loop)
    }

    private var examination: Examination { Examination(bus: bus, kernel: kernel, prober: prober) }

    var discovery: any Discovery {
        ReleaseDiscovery(bus: bus, kernel: kernel, stockroom: stockroom, door: door, policy: policy) { [unowned self] in released[$0] = $1 }
    }

    func work(for stage: UpdateContract.Stage) -> any StageWork {
        switch stage {
        case .download: DownloadWork(bus: bus, kernel: kernel, stockroom: stockroom, door: door, policy: policy)
        case .verification:
            VerificationWork(kernel: kernel, stockroom: stockroom) { [stockroom] folder async throws(Fault) in
                try await stockroom.manifests(in: folder)
            }
        case .preparation:
            PreparationWork(kernel: kernel, journal: journal, stockroom: stockroom, examination: examination, policy: policy)
        case .apply: ApplyWork(kernel: kernel, journal: journal, stockroom: stockroom)
        case .validation: ValidationWork(bus: bus, examination: examination, policy: policy)
        case .commit: CommitWork(kernel: kernel, journal: journal, stockroom: stockroom)
        case .rollback: RollbackWork(bus: bus, kernel: kernel, journal: journal, stockroom: stockroom)
        case .discovery, .evaluation, .report: preconditionFailure("\(stage) is no stage whose work is done here")
        }
    }

    /// Of the release that is installed; nil if it has no release.json.
    func epoch(of id: String) async -> Int? {
        guard id == UpdateContract.core else { return await stockroom.manifest(of: stockroom.site.plugin(id)).map { Int($0.about.epoch) } }
        guard let slot = (try? await kernel.status())?.slot else { return nil }
        return await stockroom.manifest(of: stockroom.site.slot(slot)).map { Int($0.about.epoch) }
    }

    func makeRoom() async { await stockroom.giveUpReserve() }

    func tidy(keeping update: String?) async { await stockroom.tidy(keeping: update) }

    func guardsReason(for transaction: String) async -> String? {
        guard let bytes = try? await stockroom.file(stockroom.site.fallback, atMost: FallbackNote.most) else { return nil }
        let note = FallbackNote(bytes)
        return note?.transaction == transaction ? note?.reason : nil
    }
}
