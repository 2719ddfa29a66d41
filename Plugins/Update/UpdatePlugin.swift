import Contracts
import Manifests
public import PluginKit

/// `roost-update`: finds releases, and leads each through its nine stages.
public final class UpdatePlugin: Plugin {
    private var desk: UpdateDesk?

    public init() {}

    public func start(_ bus: BusConnection) async throws {
        guard let site = PluginEnvironment.current.dataFolder.flatMap(Site.init(dataFolder:)) else {
            throw ServiceError(500, "ROOST_DATA names no folder HOME/data/update; start me through the host")
        }
        let works = HostWorks(site, on: bus)
        let records = JournalRecords(bus: bus) { await works.makeRoom() }
        try await records.bound()
        try await follow(works.policy, site, records, bus)
        let folders = UpdateOffice.folders(home: site.home)
        let office = UpdateOffice(Room(bus, records, works: works, site)) {
            folders + [works.policy.last.repository.folder].compactMap(\.self)
        }
        try await office.open()
        try await bus.listen(KernelContract.Event.notice) { (_: KernelContract.Notice) in await office.probations.look() }
        try await bus.service("update", version: "1.0.0", description: "Finds releases and installs them, or goes back") {
            office.endpoints.define(in: &$0)
        }
        desk = office.desk
    }

    /// The file as it is saved, and what was last good in it.
    private func follow(_ policy: PolicySource, _ site: Site, _ records: JournalRecords, _ bus: BusConnection) async throws {
        if let kept = try await records.kept(.policy, as: KeptPolicy.self)?.policy { policy.begin(with: kept) }
        policy.keep = { good, done in
            bus.background {
                do throws(Fault) {
                    try await records.keep(KeptPolicy(good), as: .policy)
                    done(true)
                } catch {
                    bus.log("the policy is in force, but could not be kept for a restart: \(error.words)")
                    done(false)
                }
            }
        }
        await policy.current()
        do throws(BusError) {
            try bus.watch(site.policy) { await policy.current() }
        } catch {
            // It is read with every look and every update all the same.
            bus.onProblem(error)
        }
    }

    public func stop(_ bus: BusConnection) async { desk?.shutDown() }
}
