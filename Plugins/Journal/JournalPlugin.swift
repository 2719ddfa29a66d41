import Contracts
public import PluginKit

/// `roost-journal`: power-safe transactions and durable streams for every plugin on the bus.
public final class JournalPlugin: Plugin {
    public init() {}

    /// What recovery has to do is done before the host hears that the journal is ready.
    public func start(_ bus: BusConnection) async throws {
        guard let folder = PluginEnvironment.current.dataFolder else {
            throw ServiceError(500, "ROOST_DATA names no folder for the journal; start me through the host")
        }
        let store = try Store(opening: folder)
        for notice in store.notices { try await tell(notice, on: bus) }
    }

    private func tell(_ notice: StoreNotice, on bus: BusConnection) async throws {
        let event = JournalContract.Notice(text: notice.text, remedy: notice.remedy, at: WallClock.now)
        StandardError.write("\(notice.text) \(notice.remedy)")
        try await bus.publish(JournalContract.Event.notice, event)
    }
}
