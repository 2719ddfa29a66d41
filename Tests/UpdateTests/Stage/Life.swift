import Contracts
import Foundation

@testable import PluginKit
@testable import Update

/// One process of the plugin on the ``World``: when it is over, nothing it still tries has any effect.
final class Life {
    let world: World
    private(set) var isOver = false
    private let backgrounds: Backgrounds
    private(set) var alarms: [TestAlarm] = []
    lazy var works = ScriptedWorks(self)
    lazy var office = UpdateOffice(room)
    var desk: UpdateDesk { office.desk }

    init(_ world: World, on backgrounds: Backgrounds) { (self.world, self.backgrounds) = (world, backgrounds) }

    func end() { isOver = true }

    var room: Room {
        let world = world
        return Room(
            works: works, records: MemoryRecords(life: self),
            evaluate: { question async throws(Fault) in try self.evaluate(question) },
            state: { () async throws(Fault) in self.state }, tell: { if !self.isOver { world.told.append($0) } },
            say: { world.said.append($0) },
            clocks: Clocks(bootID: world.bootID, boot: { world.boot }, wall: { world.wall }, random: { .random(in: 0..<1) }),
            alarm: { ring in
                let alarm = TestAlarm(world, ring)
                self.alarms.append(alarm)
                return alarm
            },
            spawn: { self.backgrounds.add($0) }, scan: { FolderScanner.places(in: $0) }, staging: "/staging")
    }

    private var state: HostState {
        var state = HostState(slot: world.slots.running, chosenSlot: world.slots.chosen)
        for (id, version) in world.installed where id != UpdateContract.core {
            state.features[id] = .init(version: version, isDisabledByCrashes: world.disabled.contains(id), crashes: 0)
        }
        return state
    }

    private func evaluate(_ question: ChannelsContract.Evaluate) throws(Fault) -> ChannelsContract.Evaluation {
        world.questions.append(question)
        var criteria = world.verdicts[question.candidate.id].map { [$0] } ?? []
        let isHeld = question.holds.contains { $0.id == nil || $0.id == question.candidate.id }
        if isHeld { criteria.append(.init(criterion: "hold", verdict: "wait", reason: "it is held", again: nil)) }
        if question.failure != nil, !question.asked {
            criteria.append(.init(criterion: "failures", verdict: "wait", reason: "it failed here", again: nil))
        }
        let words = criteria.map(\.verdict)
        let verdict = words.contains("refuse") ? "refuse" : words.contains("wait") ? "wait" : "pass"
        return .init(candidate: question.candidate, verdict: verdict, again: criteria.first?.again, criteria: criteria)
    }

    // MARK: - Time

    /// The clocks go on, and what is due rings.
    func pass(_ milliseconds: Int64) {
        world.boot += milliseconds
        world.wall += Double(milliseconds) / 1000
        for alarm in alarms where alarm.isDue { alarm.ring() }
    }

    /// Lets everything that can go on go on, until so.
    func wait(for words: String = "the condition", until condition: () -> Bool) async throws {
        for _ in 0..<20_000 {
            if condition() { return }
            await Task.yield()
        }
        throw NeverCame(what: words)
    }

    /// Until nothing is under way.
    func rest() async throws { try await wait(for: "the desk to be free") { desk.lifecycle == nil || isOver } }

    func cancel() async -> Lifecycle.CancelAnswer {
        await withCheckedContinuation { answered in desk.cancel { answered.resume(returning: $0) } }
    }

    struct NeverCame: Error {
        let what: String
    }
}
