import Contracts
import Delivery
import PluginKit
import Release
import Wire

/// Fetches the trees of an update into its staging folder: by delta if there is one, else whole, on where it was.
///
/// A line or a server that fails for a moment is waited for, longer each time and as long as the server asks; a server that says no is
/// asked no more. What is kept here of the version before is copied.
struct DownloadWork: StageWork {
    let bus: BusConnection
    let kernel: KernelClient
    let stockroom: Stockroom
    let door: RepositoryDoor
    let policy: PolicySource
    var backoff = Backoff(first: 10, cap: 1800)
    /// At one release, all within the stage's deadline.
    var attempts = 8

    func perform(_ job: Job) async throws(Fault) {
        try await stockroom.makeFolder("\(job.folder)/trees")
        try await makeReserve(job)
        for target in job.targets {
            guard let candidate = job.candidate(for: target) else {
                throw Fault(.journal, "what was found of \(target.id) is not known any more; look for it again")
            }
            if let tree = job.luggage.trees[target.id], await stockroom.exists(tree) { continue }
            switch job.luggage.place {
            case .previous: try await fetchPrevious(candidate, job)
            case .repository, .folder: try await fetch(candidate, job)
            }
        }
    }

    /// Who goes back goes back without, if need be.
    private func makeReserve(_ job: Job) async throws(Fault) {
        do throws(Fault) {
            try await stockroom.makeReserve()
        } catch {
            if job.luggage.place != .previous { throw error }
        }
    }

    /// A runtime stays in its slot.
    private func fetchPrevious(_ candidate: UpdateContract.Candidate, _ job: Job) async throws(Fault) {
        guard candidate.id != UpdateContract.core else { return }
        let tree = tree(of: candidate, job)
        try await stockroom.copy("\(stockroom.site.previous(candidate.id))/tree", to: tree)
        try await job.keep { $0.trees[candidate.id] = tree }
    }

    private func fetch(_ candidate: UpdateContract.Candidate, _ job: Job) async throws(Fault) {
        let counter = ByteCounter()
        defer { job.note { $0.bytes += counter.total } }
        let report = try await deliver(candidate, job, counter)
        let tree = tree(of: candidate, job)
        try await stockroom.move(report.tree, to: tree)
        try await job.keep {
            $0.trees[candidate.id] = tree
            $0.digests[candidate.id] = "\(report.listing.offer.tree)"
            $0.detours += report.detours.map { "\(candidate.id) did not come by \($0.prefix(500))" }
        }
    }

    private func tree(of candidate: UpdateContract.Candidate, _ job: Job) -> String { "\(job.folder)/trees/\(candidate.id)" }

    private func deliver(
        _ candidate: UpdateContract.Candidate, _ job: Job, _ counter: ByteCounter
    ) async throws(Fault) -> DeliveryReport {
        let base = job.form == .delta ? try await base(of: candidate.id) : nil
        var attempt = 1
        while true {
            let repository = try await open(job.luggage.place)
            do throws(DeliveryError) {
                return try await deliver(candidate, from: base, of: repository, job, counter)
            } catch {
                guard let asked = error.patience, attempt < attempts, !Task.isCancelled else { throw Fault(error) }
                let pause = max(asked, backoff.base(afterFailure: attempt))
                job.complain("\(error); it is tried again in \(Int(pause.rounded(.up))) s")
                await bus.pause(seconds: pause)
                attempt += 1
            }
        }
    }

    private func deliver(
        _ candidate: UpdateContract.Candidate, from base: String?, of repository: Repository, _ job: Job, _ counter: ByteCounter
    ) async throws(DeliveryError) -> DeliveryReport {
        let catalog = try await repository.catalog(of: candidate.channel)
        let version = SemanticVersion(candidate.version)
        let listing = try catalog.release(of: candidate.id, version, architecture: candidate.architecture ?? Architecture.current)
        return try await repository.deliver(listing, from: base, into: "\(job.folder)/\(candidate.id)") { progress in
            guard case .downloading(let way, let done, let total) = progress else { return }
            counter.hear(way, done)
            job.tell(.init(done: Int64(done), total: Int64(total), form: way == .full ? "full" : "delta"))
        }
    }

    /// The tree that a delta could start from: whether it is one, the delivery sees.
    private func base(of id: String) async throws(Fault) -> String? {
        let inventory = await stockroom.inventory(try await kernel.status())
        guard id == UpdateContract.core else { return stockroom.site.plugin(id) }
        return inventory.slot.map(stockroom.site.slot)
    }

    private func open(_ place: Look.Place) async throws(Fault) -> Repository {
        do throws(LookFailure) { return try await door.open(place, policy) } catch { throw Fault(.network, error.words) }
    }
}
