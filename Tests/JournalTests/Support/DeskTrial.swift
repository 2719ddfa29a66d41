import Contracts
import Files
import PluginKit
import Support

@testable import Journal

/// A desk over a machine's home, with a clock that is set by the test; the machine's own store is closed meanwhile.
final class DeskTrial {
    /// What lies outside the desk, shared with its other threads.
    struct World: Sendable {
        let home: String
        let time = Shared(1000.0)
        let isDiskBad = Shared(false)
        let told = Shared<[String]>([])
        let present = Shared<Set<String>?>(["app"])
        let restarts = Shared(0)
        var boot = BootMoment(boot: "boot", milliseconds: 2)

        init(home: String) { self.home = home }
    }

    let world: World
    let desk: TransactionDesk
    let watch: TransactionWatch

    static func run<Output: Sendable>(
        over machine: Machine, _ body: @escaping @Sendable (DeskTrial) async throws -> Output
    ) async throws -> Output {
        machine.turnOff()
        let world = World(home: machine.folder.path)
        let output = try await withLanes(4) { lanes in
            let clocks = Clocks(wall: { world.time.value }, boot: { world.time.value })
            let ledger = Ledger(folder: "\(world.home)/data/journal", on: lanes[0], clocks: clocks)
            try await open(ledger)
            do {
                let output = try await body(try DeskTrial(world, ledger, Array(lanes.dropFirst())))
                await ledger.close()
                return output
            } catch {
                await ledger.close()
                throw error
            }
        }
        try machine.turnOn()
        return output
    }

    /// Another test's child may hold the lock for as long as it takes from its fork to its exec.
    private static func open(_ ledger: Ledger) async throws {
        let deadline = Deadline(within: Deadline.patience)
        while true {
            do {
                _ = try await ledger.open()
                return
            } catch StoreError.locked where !deadline.hasPassed {
                await Task.yield()
            }
        }
    }

    private init(_ world: World, _ ledger: Ledger, _ lanes: [any SerialExecutor]) throws {
        self.world = world
        let deeds = Deeds { call, name throws(OperationFailure) in
            if world.isDiskBad.value, call != .record { throw .system(code: 5, doing: "\(call)", name: name) }
        }
        var child = DatabaseChild()
        child.program = Binaries.roost
        let workshop = Workshop(home: try OpenFolder(world.home), deeds: deeds, child: child)
        let benches = Workbenches(lanes.map { Workbench(workshop, on: $0) })
        desk = TransactionDesk(ledger: ledger, workshop: workshop, benches: benches) { world.told.value.append($0.transaction) }
        watch = TransactionWatch(
            over: desk, boot: { world.boot }, present: { world.present.value }, slotRolledBack: { world.restarts.value += 1 })
    }

    func begin(_ operations: [JournalContract.Operation], deadline: Double? = nil) async throws -> String {
        let request = JournalContract.Begin(kind: "test", from: "1", to: "2", operations: operations, deadline: deadline)
        let home = try OpenFolder(world.home)
        let ground = Ground(home: home, homePath: world.home, data: "\(world.home)/data/app", grants: ["\(world.home)/slots"])
        return try await desk.begin(request, owner: "app", on: ground).id
    }

    @discardableResult
    func ask(_ event: TransactionEvent, _ id: String, _ more: String = "", as sender: String = "app") async throws
        -> JournalContract.Transaction
    {
        var headers = Headers()
        headers.append("Roost-Sender", sender)
        let message = Message(subject: "journal.x", headers: headers, payload: Array(#"{"id":"\#(id)"\#(more)}"#.utf8))
        return try await desk.step(event, try Request(message))
    }

    func advance(_ id: String, times: Int) async throws {
        for _ in 0..<times { try await ask(.advance, id) }
    }

    func record(_ id: String) async throws -> TransactionRecord { try await desk.find(Int64(id) ?? 0) }

    /// So many seconds later.
    func look(after seconds: Double = 0) async -> Double {
        world.time.value += seconds
        return await watch.look()
    }
}
