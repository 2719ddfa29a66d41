import Contracts
import EventLoop
import Manifests
import PluginKit
import Wire

@testable import Update

/// The real works on a test's loop. Only what this process cannot do, since it is not `roost`, is done by one that is.
final class HostedWorks {
    let bus: BusConnection
    let site: Site
    let kernel: KernelClient
    let journal: JournalWork
    let stockroom: Stockroom
    let door: RepositoryDoor
    let policy: PolicySource
    /// What was told of downloads.
    private(set) var progress: [UpdateContract.Progress] = []

    init(_ bus: BusConnection, _ site: Site, repository: String) {
        (self.bus, self.site) = (bus, site)
        (kernel, journal) = (KernelClient(bus: bus), JournalWork(bus: bus))
        stockroom = Stockroom(site, on: bus.makeLane())
        door = RepositoryDoor(site, on: bus.loop, stockroom: stockroom)
        policy = PolicySource {
            var policy = Policy()
            policy.repository.url = repository
            policy.limits.diskReserve = 0
            policy.validation.within = 10
            policy.validation.probes = [.init(name: "shell", by: .exec(command: "exit 0"))]
            return .success(policy)
        }
    }

    var discovery: ReleaseDiscovery { ReleaseDiscovery(bus: bus, kernel: kernel, stockroom: stockroom, door: door, policy: policy) }

    private var examination: Examination {
        Examination(bus: bus, kernel: kernel, prober: Prober(loop: bus.loop, executable: ProgramBeside.roost))
    }

    func work(for stage: UpdateContract.Stage) -> any StageWork {
        switch stage {
        case .download:
            DownloadWork(
                bus: bus, kernel: kernel, stockroom: stockroom, door: door, policy: policy, backoff: Backoff(first: 0.01, cap: 0.01),
                attempts: 2)
        case .verification:
            VerificationWork(kernel: kernel, stockroom: stockroom) { [site] folder async throws(Fault) in
                Self.manifests(folder, site.plugins)
            }
        case .preparation:
            PreparationWork(kernel: kernel, journal: journal, stockroom: stockroom, examination: examination, policy: policy)
        case .apply: ApplyWork(kernel: kernel, journal: journal, stockroom: stockroom)
        case .validation: ValidationWork(bus: bus, examination: examination, policy: policy, pace: 0.02, soak: 0.1)
        case .commit: CommitWork(kernel: kernel, journal: journal, stockroom: stockroom)
        case .rollback: RollbackWork(bus: bus, kernel: kernel, journal: journal, stockroom: stockroom)
        case .discovery, .evaluation, .report: preconditionFailure("not here")
        }
    }

    private static func manifests(_ folders: String...) -> [String: ManifestLine] {
        let output = (try? ProgramBeside.run(ProgramBeside.roost, ["roost-manifests"] + folders)) ?? ""
        let lines = output.split(separator: "\n").compactMap { ManifestLine(bytes: Array($0.utf8)) }
        return Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
    }

    // MARK: - An update

    /// A job of an update to these candidates, as a desk would give it.
    func job(
        _ id: String, _ candidates: [UpdateContract.Candidate], place: Look.Place = .repository, form: ArtifactForm = .delta,
        reason: Fault? = nil, luggage: Luggage? = nil
    ) -> Job {
        let targets = candidates.map { UpdateContract.Target(id: $0.id, from: $0.installed ?? "", to: $0.version) }
        var carried = luggage ?? Luggage()
        (carried.candidates, carried.place) = (candidates, place)
        let desk = Job.Desk(
            keep: { _ async throws(Fault) in }, tell: { [unowned self] in progress.append($0) },
            ending: { end, luggage in
                let report = UpdateContract.Report(
                    id: id, cause: "request", targets: targets, end: end.rawValue, stage: "commit", reason: reason?.words ?? "", remedy: "",
                    begun: 0,
                    ended: 0, checks: luggage.checks)
                return Entry(
                    Ending(report: report, countsAgainstVersion: false, afterRestart: false, bytes: luggage.bytes))
            })
        return Job(
            id, targets, form: form, folder: site.staging(of: id), deadline: BootTime.now().milliseconds + 60_000, reason: reason,
            luggage: carried, desk: desk)
    }

    /// These stages, one after the other.
    func perform(_ stages: [UpdateContract.Stage], _ job: Job) async throws(Fault) {
        for stage in stages { try await work(for: stage).perform(job) }
    }

    /// All of it, to the commit.
    func update(_ id: String, _ candidates: [UpdateContract.Candidate]) async throws(Fault) {
        try await perform(Self.forward + [.validation, .commit], job(id, candidates))
    }

    /// From the download to a version that runs, uncommitted.
    static let forward: [UpdateContract.Stage] = [.download, .verification, .preparation, .apply]

    func feature(_ id: String) async throws -> KernelContract.Feature? { try await kernel.status().features.first { $0.id == id } }

    func endings() async throws -> [UpdateContract.Report] {
        var reports: [UpdateContract.Report] = []
        for try await entry in bus.journal.events(of: UpdateContract.stream, as: Entry.self) {
            if let ending = entry.event.ending { reports.append(ending.report) }
        }
        return reports
    }
}
