import Contracts
import PluginKit
import Storage
import Testing

@testable import Journal

/// What the desk answers to requests that come twice, too late, or too many.
@Suite struct TransactionDeskTests {
    private let machine: Machine

    init() throws {
        machine = try Machine()
        try machine.put("it", "1")
        try machine.put("new", "2")
    }

    /// Who writes is gone when this returns; what it wrote stays in its log.
    private static func insert(into path: String) throws {
        let database = try Database(path: path, .readWrite)
        try database.keepLogOnClose(true)
        try database.run("INSERT INTO users (id, name) VALUES (51, 'late')")
    }

    private static let move: [JournalContract.Operation] = [.move(from: "new", to: "it")]

    @Test func `an advance that names its phase is done once, however often it is asked for`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            let event = #","phase":"STAGING","event":{"stream":"app","event":1}"#
            for _ in 0..<3 { #expect(try await trial.ask(.advance, id, event).phase == "MIGRATION") }
            for _ in 0..<2 { #expect(try await trial.ask(.advance, id, #","phase":"MIGRATION""#).phase == "SWITCH") }
            await #expect(throws: ServiceError.self) { try await trial.ask(.advance, id, #","phase":"VALIDATION""#) }
            await #expect(throws: ServiceError.self) { try await trial.ask(.advance, id, #","phase":"HOVER""#) }
            #expect(try await trial.ask(.advance, id, #","phase":"SWITCH""#).phase == "VALIDATION")
            #expect(try await trial.ask(.commit, id).outcome == "done")
            #expect(try await trial.ask(.advance, id, #","phase":"SWITCH""#).outcome == "done")
            let events = try await trial.desk.ledger.perform { store, _ in try store.streams.read(StreamName("app")!, after: 0, limit: 9) }
            #expect(events.last == 1)
        }
    }

    @Test func `recovery by hand tells each end once, and no dry run tells any`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.advance(id, times: 3)
            trial.world.isDiskBad.value = true
            await #expect(throws: ServiceError.self) { try await trial.ask(.rollback, id) }
            trial.world.isDiskBad.value = false
            _ = try await trial.desk.recover(dryRun: true)
            #expect(trial.world.told.value.isEmpty)
            #expect(try await trial.desk.recover(dryRun: false).findings.count == 1)
            _ = try await trial.desk.recover(dryRun: false)
            #expect(trial.world.told.value == [id])
        }
    }

    @Test func `tries by hand do not count, and never leave anything out`() async throws {
        let old = machine.tree
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.advance(id, times: 3)
            trial.world.isDiskBad.value = true
            await #expect(throws: ServiceError.self) { try await trial.ask(.rollback, id) }
            for _ in 0...RecoveryRule.maximumRecoveries {
                #expect(try await trial.desk.recover(dryRun: false).findings.first?.problem != nil)
            }
            let record = try await trial.record(id)
            #expect(record.recoveries == 0 && record.outcome == nil)
            trial.world.isDiskBad.value = false
            #expect(try await trial.desk.recover(dryRun: false).findings.first?.problem == nil)
        }
        #expect(machine.tree == old)
    }

    @Test func `an event that cannot be appended says where that leaves the transaction`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.desk.ledger.perform { store, _ in
                try store.database.transaction {
                    for number in 1...StreamTable.maximumStreams { _ = try store.streams.make(StreamName("app.\(number)")!) }
                }
            }
            let refusal = await #expect(throws: ServiceError.self) {
                try await trial.ask(.advance, id, #","event":{"stream":"app.new","event":1}"#)
            }
            #expect(refusal?.code == 409 && refusal?.words.contains("ask again with another one, or without") == true)
            #expect(try await trial.ask(.advance, id).phase == "MIGRATION")
        }
    }

    @Test func `MIGRATION's time is one for all its operations`() async throws {
        try machine.makeDatabase()
        try machine.makeScripts()
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin([.migrateDatabase(path: "app.db", scripts: "scripts")])
            try await trial.advance(id, times: 1)
            trial.world.time.value += PhaseLimits.migration
            let refusal = await #expect(throws: ServiceError.self) { try await trial.ask(.advance, id) }
            #expect(refusal?.words.contains("the time for this phase's work was over") == true)
            _ = await trial.look()
            #expect(try await trial.record(id).outcome == "rolled-back")
        }
        #expect(try machine.users() == (50, 0))
    }

    @Test func `a row that came in between migration and switch is a conflict, told as such`() async throws {
        try machine.makeDatabase()
        try machine.makeScripts()
        let path = machine.path("app.db")
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin([.migrateDatabase(path: "app.db", scripts: "scripts")])
            try await trial.advance(id, times: 2)
            try Self.insert(into: path)
            let refusal = await #expect(throws: ServiceError.self) { try await trial.ask(.advance, id) }
            #expect(
                refusal?.code == 409 && refusal?.words.contains("was written to since it was migrated") == true,
                "\(String(describing: refusal))")
            #expect(try await trial.record(id).position == .switch, "nothing was given up")
            #expect(try await trial.ask(.rollback, id).outcome == "rolled-back")
        }
        #expect(try machine.users() == (51, 0))
    }

    @Test func `a rollback calls back the work that is under way, if it comes from the owner`() async throws {
        let old = machine.tree
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            let recall = Recall()
            trial.desk.recalls[try #require(Int64(id))] = recall
            for event in [TransactionEvent.rollback, .advance] {
                await #expect(throws: ServiceError.self) { try await trial.ask(event, id, as: "other") }
            }
            try await trial.ask(.advance, id)
            #expect(!recall.isCalled)
            #expect(try await trial.ask(.rollback, id).outcome == "rolled-back" && recall.isCalled)
        }
        #expect(machine.tree == old)
    }

    @Test func `a child has no more time than is left`() throws {
        let workshop = try machine.workshop()
        #expect(workshop.hurried(to: 30).child.deadline == 30_000)
        #expect(workshop.hurried(to: .infinity).child.deadline == 600_000 && workshop.hurried(to: 0.0001).child.deadline == 1)
    }
}
