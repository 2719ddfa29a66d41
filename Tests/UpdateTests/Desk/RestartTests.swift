import Contracts
import Testing

@testable import Update

/// The plugin's process, or the machine, ends at any write, done or not: the next one brings the update to its end, once.
@Suite struct RestartTests {
    enum Kind: CaseIterable {
        case good, bad, core, badCore
    }

    private static func stage(_ world: World, _ kind: Kind) {
        world.candidates = kind == .good || kind == .bad ? [World.candidate("adblock", "1.1.0")] : [World.candidate("core", "2.0.0")]
        world.installed["core"] = "1.0.0"
    }

    private static func prepare(_ kind: Kind) -> (Life) -> Void {
        { life in
            guard kind == .bad || kind == .badCore else { return }
            life.works.fail(.validation, Fault(.health, "it is bad"))
        }
    }

    /// Of one whole update: how many writes there are.
    private static func run(_ kind: Kind, dyingAt write: Int?, done: Bool) async throws -> Int {
        try await onStage { stage in
            let world = stage.world
            Self.stage(world, kind)
            let first = try await stage.life(prepare(kind))
            let before = world.entries.count
            (world.writesLeft, world.lastWriteIsDone) = (write, done)
            first.office.intake.add(Errand(cause: .request))
            try await first.rest()
            var lives = 1
            while world.entries.isEmpty == false, Self.isOpen(world), lives < 12 {
                lives += 1
                // A new process of a core update is the new runtime's, if the slots say so.
                world.slots.running = world.slots.chosen
                let life = try await stage.life(prepare(kind))
                try await life.rest()
            }
            try Self.check(world, kind, "dying at write \(write ?? -1), done \(done)")
            return world.entries.count - before
        }
    }

    private static func isOpen(_ world: World) -> Bool { world.entries.last { $0.lifecycle != nil }?.lifecycle?.stage != nil }

    private static func check(_ world: World, _ kind: Kind, _ words: String) throws {
        let ids = Set(world.entries.compactMap(\.lifecycle?.id))
        // Dead before the first write, nothing of it is known.
        guard !ids.isEmpty else { return #expect(world.installed["adblock"] == "1.0.0", "\(words)") }
        #expect(ids.count == 1 && world.endings.count == 1, "\(words): \(world.endings.map(\.report.end))")
        let end = try #require(world.endings.first).report.end
        let id = kind == .core || kind == .badCore ? "core" : "adblock"
        let isNew = world.installed[id] != "1.0.0"
        #expect(isNew == (end == "committed"), "\(words): \(end), installed \(world.installed[id] ?? "")")
        #expect(!(isNew && (kind == .bad || kind == .badCore)), "\(words)")
        #expect(Set(world.reports.map(\.id)) == ids, "\(words): told \(world.reports.count) times")
        let open = world.findings.filter { [.pending, .switched, .committing].contains($0.value) }
        #expect(open.isEmpty, "\(words)")
    }

    @Test(arguments: Kind.allCases)
    func `whatever write it ends at`(_ kind: Kind) async throws {
        let writes = try await Self.run(kind, dyingAt: nil, done: true) + 4
        for write in 0..<writes {
            for done in [true, false] { _ = try await Self.run(kind, dyingAt: write, done: done) }
        }
    }

    @Test func `a plugin that dies alone between a core's switch and its restart has the restart done`() async throws {
        try await onStage { stage in
            Self.stage(stage.world, .core)
            let first = try await stage.life()
            first.office.intake.add(Errand(cause: .request))
            try await first.rest()
            #expect(stage.world.slots == ("a", "b"))
            let second = try await stage.life()
            try await second.rest()
            #expect(second.works.begun == [.apply])
            stage.world.slots.running = "b"
            let third = try await stage.life()
            try await third.rest()
            #expect(stage.world.endings.map(\.report.end) == ["committed"])
        }
    }

    /// The worst case: the new runtime hangs, so that the next one to say anything is the old one.
    @Test(arguments: ["no heartbeat for 15 s", nil])
    func `a runtime from which the guard went back has failed after its restart, one that never began has not`(_ setback: String?)
        async throws
    {
        try await onStage { stage in
            Self.stage(stage.world, .core)
            let first = try await stage.life()
            first.office.intake.add(Errand(cause: .request))
            try await first.rest()
            (stage.world.slots.chosen, stage.world.setback) = ("a", setback)
            for id in stage.world.findings.keys { stage.world.findings[id] = .undone }
            let second = try await stage.life()
            try await second.rest()
            let ending = try #require(stage.world.endings.first)
            #expect(ending.report.end == "rolled-back" && ending.report.stage == "apply" && ending.countsAgainstVersion)
            #expect(ending.afterRestart == (setback != nil))
            let failure = second.desk.history.failures[ReleaseName(id: "core", version: "2.0.0")]
            #expect(failure?.afterRestart == (setback != nil))
        }
    }

    @Test func `features whose transaction the journal has undone meanwhile say why`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            first.works.set(.validation) { _ in
                first.end()
                return nil
            }
            first.office.intake.add(Errand(cause: .request))
            try await first.rest()
            stage.world.undoing = "recovered after a power cut or crash: cut off in VALIDATION"
            for id in stage.world.findings.keys { stage.world.findings[id] = .undone }
            let second = try await stage.life()
            try await second.rest()
            let report = try #require(stage.world.endings.first?.report)
            #expect(report.end == "rolled-back" && report.reason.hasSuffix(": recovered after a power cut or crash: cut off in VALIDATION"))
        }
    }

    @Test func `what another version wrote is left alone, and said`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            stage.world.writesLeft = 3
            first.office.intake.add(Errand(cause: .request))
            try await first.rest()
            stage.world.entries[stage.world.entries.count - 1].lifecycle?.version = 99
            let second = try await stage.life()
            #expect(second.desk.lifecycle == nil && stage.world.said.contains { $0.contains("another version") })
        }
    }
}
