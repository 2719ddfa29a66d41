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
        let ledger = Ledger(folder: folder, on: bus.makeLane())
        for notice in try await ledger.open() { try await tell(notice, on: bus) }
        let streams = StreamEndpoints(ledger: ledger, commits: GroupCommit(ledger, on: bus))
        try await bus.service("journal", version: "1.0.0", description: "Power-safe transactions and durable streams") {
            streams.define(in: &$0)
        }
    }

    private func tell(_ notice: StoreNotice, on bus: BusConnection) async throws {
        StandardError.write("\(notice.text) \(notice.remedy)")
        let event = JournalContract.Notice(text: notice.text, remedy: notice.remedy, at: Clocks.machine.wall())
        try await bus.publish(JournalContract.Event.notice, event)
    }
}
