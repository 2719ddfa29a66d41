import Contracts
import Files
public import PluginKit

/// `roost-journal`: power-safe transactions and durable streams for every plugin on the bus.
public final class JournalPlugin: Plugin {
    public init() {}

    /// What recovery has to do is done before the host hears that the journal is ready.
    public func start(_ bus: BusConnection) async throws {
        guard let folder = PluginEnvironment.current.dataFolder, let home = Self.home(of: folder) else {
            throw ServiceError(500, "ROOST_DATA names no folder HOME/data/journal; start me through the host")
        }
        let ledger = Ledger(folder: folder, on: bus.makeLane())
        let herald = Herald(bus: bus)
        let workshop = Workshop(home: try OpenFolder(home), child: DatabaseChild())
        do {
            for notice in try await ledger.open() { try await herald.tell(notice.text, remedy: notice.remedy) }
        } catch let error as StoreError where error.isOfTheDisk {
            await Self.recoverWithoutWriting(folder, workshop, herald)
            throw error
        }
        let boot = try await ledger.perform { store, now in try Boot(store, at: now, workshop: workshop, in: .current) }
        try await herald.tell(boot)
        try await Self.leave(boot, herald)

        let streams = StreamEndpoints(ledger: ledger, commits: GroupCommit(ledger, on: bus))
        let benches = Workbenches((0..<3).map { _ in Workbench(workshop, on: bus.makeLane()) })
        let desk = TransactionDesk(ledger: ledger, workshop: workshop, benches: benches, condemned: boot.condemned) {
            try await herald.tell($0)
        }
        let watch = TransactionWatch(over: desk, present: OwnerSource(bus: bus).present) {
            await Self.leave(SlotFiles(home: workshop.home)?.current, herald)
        }
        bus.background { await watch.run(on: bus) }
        let transactions = TransactionEndpoints(desk: desk, grounds: GroundSource(bus: bus, home: workshop.home, homePath: home))
        try await bus.service("journal", version: "1.0.0", description: "Power-safe transactions and durable streams") {
            streams.define(in: &$0)
            transactions.define(in: &$0)
        }
        let tidying = Tidying(ledger: ledger, bench: Workbench(workshop, on: bus.makeLane()))
        desk.left = { bus.background { await tidying.run() } }
        bus.background { await tidying.run() }
    }

    /// The journal cannot serve, but what follows it must find the old state.
    private static func recoverWithoutWriting(_ folder: String, _ workshop: Workshop, _ herald: Herald) async {
        do {
            let boot = try Boot.withoutWriting(folder, workshop: workshop)
            try await herald.tell(boot)
            try await leave(boot, herald)
            for path in boot.leavings { _ = Tidying.remove(path, workshop) }
        } catch {
            StandardError.write("journal: nothing could be recovered either: \(error)")
        }
    }

    /// Has the host start again if it runs from another slot than the chosen one.
    private static func leave(_ slot: Slot?, _ herald: Herald) async {
        do {
            if let slot { _ = try await herald.restart(into: slot) }
        } catch {
            StandardError.write("journal: the host was not asked to start again: \(error)")
        }
    }

    /// Returns unless the host is about to start again: then it is never ready, so that nothing is started that would wait for it.
    private static func leave(_ boot: Boot, _ herald: Herald) async throws {
        guard let slot = boot.slot, try await herald.restart(into: slot) else { return }
        // Nobody says anything there; it ends with the bus.
        for try await _ in try await herald.bus.subscribe("journal.restarting") {}
    }

    /// `HOME/data/journal` is given, HOME is wanted.
    private static func home(of folder: String) -> String? { FilePath(folder).beginning(before: "/data/journal") }
}
