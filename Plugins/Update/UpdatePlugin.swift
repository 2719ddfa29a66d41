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
        let records = JournalRecords(bus: bus)
        try await records.bound()
        let works = HostWorks(site, on: bus)
        let folders = UpdateOffice.folders(home: site.home) + [await works.policy.current().repository.folder].compactMap(\.self)
        let office = UpdateOffice(Room(bus, records, works: works, site), folders: folders)
        try await office.open()
        try await bus.listen(KernelContract.Event.notice) { (_: KernelContract.Notice) in await office.probations.look() }
        try await bus.service("update", version: "1.0.0", description: "Finds releases and installs them, or goes back") {
            office.endpoints.define(in: &$0)
        }
        desk = office.desk
    }

    public func stop(_ bus: BusConnection) async { desk?.shutDown() }
}
