import Contracts
import Manifests
public import PluginKit

/// `roost-update`: finds releases, and leads each through its nine stages.
public final class UpdatePlugin: Plugin {
    private var desk: UpdateDesk?

    public init() {}

    public func start(_ bus: BusConnection) async throws {
        guard let data = PluginEnvironment.current.dataFolder, data.hasSuffix("/data/update") else {
            throw ServiceError(500, "ROOST_DATA names no folder HOME/data/update; start me through the host")
        }
        let home = String(data.dropLast("/data/update".utf8.count))
        let records = JournalRecords(bus: bus)
        try await records.bound()
        let works = HostWorks(Site(home: home), on: bus)
        let folders = UpdateOffice.folders(home: home) + [await works.policy.current().repository.folder].compactMap(\.self)
        let office = UpdateOffice(Room(bus, records, works: works, home: home, data: data), folders: folders)
        try await office.open()
        try await bus.listen(KernelContract.Event.notice) { (_: KernelContract.Notice) in await office.probations.look() }
        try await bus.service("update", version: "1.0.0", description: "Finds releases and installs them, or goes back") {
            office.endpoints.define(in: &$0)
        }
        desk = office.desk
    }

    public func stop(_ bus: BusConnection) async { desk?.shutDown() }
}
