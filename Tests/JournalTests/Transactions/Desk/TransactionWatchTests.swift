import Contracts
import Files
import Foundation
import Glibc
import PluginKit
import Support
import Testing

@testable import Journal

/// No transaction is held for ever: the desk with the journal's clock in the test's hand.
@Suite struct TransactionWatchTests {
    private let machine: Machine
    private let old: [String: String]

    init() throws {
        machine = try Machine()
        try machine.put("it", "1")
        try machine.put("new", "2")
        try machine.makeSlots()
        old = machine.tree
    }

    private static let move: [JournalContract.Operation] = [.move(from: "new", to: "it")]
    private static let update: [JournalContract.Operation] = [
        .armTrial(previous: "a", slot: "b", deadline: 60), .swapLink(link: "@home/slots/current", to: "b"),
    ]

    @Test(arguments: [(0, 600.0), (1, 1800), (2, 600), (3, 7200)])
    func `what nobody takes further is rolled back once its phase has lasted too long, and the reason is told`(
        _ advances: Int, _ limit: Double
    ) async throws {
        let id = try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move, deadline: 7200)
            try await trial.advance(id, times: advances)
            _ = await trial.look(after: limit - 1)
            #expect(try await trial.record(id).outcome == nil)
            _ = await trial.look(after: 1)
            let record = try await trial.record(id)
            #expect(record.outcome == "rolled-back" && record.reason?.hasPrefix("nobody took it further than") == true)
            #expect(trial.world.told.value == [id])
            return id
        }
        #expect(machine.tree == old)
        #expect(try machine.outcomes(of: try #require(Int64(id))).allSatisfy { $0.contains("nobody took it further") })
    }

    @Test func `each phase, and each operation planned, gives new time; a plan of nothing does not`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin([])
            let ground = Ground(home: try OpenFolder(trial.world.home))
            trial.world.time.value += 500
            let more = [JournalContract.Operation.move(from: "@home/data/app/new", to: "@home/data/app/it")]
            _ = try await trial.desk.plan(Int64(id)!, more, on: ground, for: .administrator("@admin"))
            _ = await trial.look(after: 599)
            #expect(try await trial.record(id).outcome == nil)
            _ = try await trial.desk.plan(Int64(id)!, [], on: ground, for: .administrator("@admin"))
            _ = await trial.look(after: 1)
            #expect(try await trial.record(id).outcome == "rolled-back")
        }
    }

    @Test func `an owner that crashes and is there again takes its transaction up; one that stays away loses it`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.advance(id, times: 3)
            trial.world.present.value = []
            _ = await trial.look()
            _ = await trial.look(after: 299)
            trial.world.present.value = ["app"]
            _ = await trial.look(after: 60)
            #expect(try await trial.record(id).outcome == nil)
            trial.world.present.value = []
            _ = await trial.look()
            trial.world.present.value = nil
            _ = await trial.look(after: 400)
            #expect(try await trial.record(id).outcome == nil)
            trial.world.present.value = []
            _ = await trial.look()
            _ = await trial.look(after: 300)
            #expect(try await trial.record(id).reason == "its owner has ended, and was not back within 5 min")
        }
        #expect(machine.tree == old)
    }

    @Test func `there is what runs or is about to; what crashed, was stopped, disabled or removed is away`() throws {
        let states = ["stopped", "starting", "ready", "stopping", "backoff", "disabled", "invalid"]
        let json = states.map { #"{"id":"\#($0)","state":"\#($0)","restarts":0,"crashes":0}"# }.joined(separator: ",")
        let features = try JSONDecoder().decode([KernelContract.Feature].self, from: Data("[\(json)]".utf8))
        #expect(OwnerSource.present(among: features) == ["starting", "ready", "stopping"])
    }

    /// What the guard does with the trial.
    private static func write(_ id: String, attempts: Int, boot: String, as name: String, in home: String) throws {
        var trial = Trial(transaction: id, previous: .a, slot: .b, deadline: 60)
        (trial.attempts, trial.boot, trial.started) = (attempts, boot, 1)
        let file = SlotFile(name, try SlotFile(Trial.name, reading: trial.bytes).pairs)
        let output = open("\(home)/slots/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        defer { close(output) }
        #expect(Glibc.write(output, file.bytes, file.bytes.count) == file.bytes.count)
    }

    @Test func `a slot on trial is the guard's to end, for as long as there is a guard`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.update)
            try await trial.advance(id, times: 3)
            try Self.write(id, attempts: 1, boot: "boot", as: "trial", in: trial.world.home)
            trial.world.present.value = []
            for _ in 0..<3 { _ = await trial.look(after: 100_000) }
            #expect(try await trial.record(id).outcome == nil)
            try Self.write(id, attempts: 1, boot: "another", as: "trial", in: trial.world.home)
            _ = await trial.look()
            #expect(try await trial.record(id).outcome == "rolled-back")
            #expect(trial.world.restarts.value == 1)
        }
        #expect(machine.tree == old)
    }

    @Test func `what the guard holds for confirmed is committed, though nobody asks`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.update)
            try await trial.advance(id, times: 3)
            try Self.write(id, attempts: 1, boot: "boot", as: "confirmed", in: trial.world.home)
            _ = await trial.look(after: 3600)
            #expect(try await trial.record(id).outcome == "done")
            #expect(trial.world.told.value == [id] && trial.world.restarts.value == 0)
        }
    }

    @Test func `a commit that could not be finished is answered, and finished by itself`() async throws {
        let id = try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.advance(id, times: 3)
            trial.world.isDiskBad.value = true
            let answer = try await trial.ask(.commit, id)
            #expect(answer.phase == "COMMIT" && answer.outcome == nil && answer.note?.contains("Input/output error") == true)
            #expect(try await trial.ask(.commit, id).note != nil)
            for pause in [0.0, 60, 120] { _ = await trial.look(after: pause) }
            #expect(try await trial.record(id).outcome == nil && trial.world.told.value.isEmpty)
            trial.world.isDiskBad.value = false
            _ = await trial.look(after: 239)
            #expect(try await trial.record(id).outcome == nil)
            _ = await trial.look(after: 1)
            #expect(try await trial.record(id).outcome == "done" && trial.world.told.value == [id])
            return id
        }
        #expect(try machine.outcomes(of: try #require(Int64(id))).count == 1)
        #expect(!machine.tree.keys.contains { $0.contains(".roost-") } && machine.tree["data/app/new"] == nil)
    }

    @Test func `a rollback that failed is said, and repeated with its own reason`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            let id = try await trial.begin(Self.move)
            try await trial.advance(id, times: 3)
            trial.world.isDiskBad.value = true
            await #expect(throws: ServiceError.self) { try await trial.ask(.rollback, id, #","reason":"ill""#) }
            trial.world.isDiskBad.value = false
            _ = await trial.look()
            _ = await trial.look(after: 60)
            let record = try await trial.record(id)
            #expect(record.reason == "ill" && record.outcome == "rolled-back")
        }
        #expect(machine.tree == old)
    }

    @Test func `between looks it sleeps as long as nothing is due, and is told of what is due sooner`() async throws {
        try await DeskTrial.run(over: machine) { trial in
            #expect(await trial.look() == PhaseLimits.idle)
            let id = try await trial.begin(Self.move, deadline: 5)
            #expect(await trial.look() == PhaseLimits.looks)
            try await trial.advance(id, times: 2)
            let limits = Shared<[Double]>([])
            trial.desk.limited = { limits.value.append($0) }
            try await trial.advance(id, times: 1)
            #expect(limits.value == [5])
            #expect(await trial.look(after: 2) == 3)
        }
    }
}
