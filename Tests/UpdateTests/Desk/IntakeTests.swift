import Contracts
import PluginKit
import Testing

@testable import Update

@Suite struct IntakeTests {
    @Test func `two updates at once: the second is refused with the id of the first`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.download)
            let first = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { gate.isReached }
            do throws(ServiceError) {
                _ = try await life.office.intake.ask(Errand(cause: .request))
                Issue.record("a second one was begun")
            } catch {
                #expect(error.code == 409 && error.words.contains(first.id))
            }
            gate.open()
            try await life.rest()
        }
    }

    @Test func `who has heard the report may ask for the next at once`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            var next: UpdateContract.Update?
            stage.world.heard = { news in
                guard case .report = news, next == nil else { return }
                _ = life.room.spawn { next = try? await life.office.intake.ask(.returning("adblock", .rollback, "no")) }
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { next != nil }
            try await life.rest()
            #expect(stage.world.endings.map(\.report.cause) == ["request", "rollback"])
        }
    }

    @Test func `a look of its own makes room for an operator, and is made good for`() async throws {
        try await onStage { stage in
            stage.world.candidates = [World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0")]
            let life = try await stage.life()
            life.office.intake.add(Errand(cause: .schedule))
            #expect(life.desk.isLooking)
            let update = try await life.office.intake.ask(Errand(cause: .request, look: Look(ids: ["dns"])))
            #expect(update.targets.map(\.id) == ["dns"])
            try await life.wait { stage.world.endings.count == 2 }
            try await life.rest()
            #expect(stage.world.endings.map(\.report.cause) == ["request", "schedule"])
        }
    }

    @Test func `what a look finds that had to stand back is nothing to whoever asked`() async throws {
        try await onStage { stage in
            stage.world.candidates = [World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0")]
            let life = try await stage.life()
            let gate = Gate()
            life.works.lookGate = gate
            life.office.intake.add(Errand(cause: .schedule))
            try await life.wait { gate.isReached }
            _ = life.room.spawn { _ = try? await life.office.intake.ask(Errand(cause: .request, look: Look(ids: ["dns"]))) }
            try await life.wait { life.desk.errand?.cause == .request }
            gate.open()
            try await life.wait { stage.world.endings.count == 2 }
            #expect(stage.world.endings.map { $0.report.targets.map(\.id) } == [["dns"], ["adblock"]])
            #expect(life.works.looks == [Look(), Look(ids: ["dns"]), Look()])
        }
    }

    @Test func `by itself each release is an update of its own, hotfixes first and the core last`() async throws {
        try await onStage { stage in
            stage.world.candidates = [
                World.candidate("core", "2.0.0"), World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0", channel: "hotfix"),
            ]
            let life = try await stage.life()
            life.office.intake.add(Errand(cause: .schedule))
            try await life.wait(for: "the core to be applied") { life.isOver }
            #expect(stage.world.endings.map { $0.report.targets.map(\.id) } == [["dns"], ["adblock"]])
            #expect(life.works.looks.count == 1 && stage.world.slots.chosen == "b")
        }
    }

    @Test func `on request all that is newer is one update`() async throws {
        try await onStage { stage in
            stage.world.candidates = [World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0")]
            let life = try await stage.life()
            let update = try await life.office.intake.ask(Errand(cause: .request))
            #expect(update.targets.map(\.id) == ["adblock", "dns"])
            try await life.rest()
            #expect(stage.world.endings.count == 1 && stage.world.installed == ["adblock": "1.1.0", "dns": "1.2.0"])
        }
    }

    @Test func `what waits is reported once, not at every look`() async throws {
        try await onStage { stage in
            stage.world.verdicts["adblock"] = .init(criterion: "window", verdict: "wait", reason: "closed", again: nil)
            let life = try await stage.life()
            for _ in 0..<3 {
                life.office.intake.add(Errand(cause: .schedule))
                try await life.rest()
            }
            #expect(stage.world.endings.map(\.report.end) == ["deferred"])
            let next = try await stage.life()
            next.office.intake.add(Errand(cause: .schedule))
            try await next.rest()
            #expect(stage.world.endings.count == 1)
        }
    }

    @Test func `what waits for a moment is judged again then, without a look`() async throws {
        try await onStage { stage in
            let opens = stage.world.wall + 3600
            stage.world.verdicts["adblock"] = .init(criterion: "window", verdict: "wait", reason: "closed", again: opens)
            let life = try await stage.life()
            life.office.intake.add(Errand(cause: .schedule))
            try await life.rest()
            stage.world.verdicts = [:]
            life.pass(3_600_000 + 300_000)
            try await life.wait { stage.world.endings.count == 2 }
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["deferred", "committed"] && life.works.looks.count <= 2)
        }
    }

    @Test func `the same errand waits once, and no more than sixteen wait`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.download)
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { gate.isReached }
            for number in 0..<16 {
                let errand = Errand(cause: .offer, look: Look(ids: ["f\(number)"], version: "1.0.0", channel: "hotfix"))
                #expect(life.office.intake.add(errand) && life.office.intake.add(errand))
            }
            #expect(!life.office.intake.add(Errand(cause: .offer, look: Look(ids: ["f99"]))))
            life.works.set(.download, nil)
            gate.open()
            try await life.rest()
        }
    }

    @Test func `a look that stood back comes again however much waits`() async throws {
        try await onStage { stage in
            stage.world.candidates = [World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0")]
            let life = try await stage.life()
            let gate = Gate()
            life.works.lookGate = gate
            life.office.intake.add(Errand(cause: .offer, look: Look(ids: ["adblock"])))
            for number in 1...15 { life.office.intake.add(Errand(cause: .offer, look: Look(ids: ["f\(number)"]))) }
            try await life.wait { gate.isReached }
            _ = life.room.spawn { _ = try? await life.office.intake.ask(Errand(cause: .request, look: Look(ids: ["dns"]))) }
            try await life.wait { life.desk.errand?.cause == .request }
            gate.open()
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            #expect(stage.world.endings.map(\.report.cause).first == "request")
        }
    }

    @Test func `what may go on while it is still being told that it waits goes on`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            _ = try await life.office.endpoints.hold(.init(id: "adblock", reason: "exams"))
            stage.world.heard = { if case .step(let step) = $0, step.stage == "evaluation" { stage.world.isFull = true } }
            life.office.intake.add(Errand(cause: .offer, look: Look(ids: ["adblock"], version: "1.1.0", channel: "beta")))
            try await life.wait { life.desk.lifecycle?.stage == .report && stage.world.isFull }
            stage.world.heard = { _ in }
            _ = try await life.office.holds.lift("adblock")
            life.pass(1000)
            stage.world.isFull = false
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            #expect(stage.world.endings.map(\.report.end).first == "deferred")
        }
    }

    @Test func `what was found before an update is not installed again after it`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let stale = Errand(cause: .schedule, candidates: [World.candidate("adblock", "1.1.0")])
            _ = try await life.office.intake.ask(Errand(cause: .request))
            // While the update is under way, something that waited for its moment comes up again.
            #expect(life.office.intake.add(stale))
            try await life.wait { stage.world.endings.count == 1 }
            try await life.rest()
            #expect(stage.world.installed["adblock"] == "1.1.0")
            stage.world.installed["adblock"] = "1.2.0"
            #expect(life.office.intake.add(stale))
            try await life.rest()
            for _ in 0..<50 { await Task.yield() }
            #expect(stage.world.endings.count == 1 && stage.world.installed["adblock"] == "1.2.0")
        }
    }

    @Test func `what crashes goes back however much waits`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.download)
            _ = try await life.office.intake.ask(Errand(cause: .request))
            for number in 1...16 { life.office.intake.add(Errand(cause: .offer, look: Look(ids: ["f\(number)"]))) }
            #expect(!life.office.intake.add(Errand(cause: .folder, look: Look(place: .folder("/media/usb")))))
            #expect(life.office.intake.add(.returning("dns", .probation, "it crashed")))
            gate.open()
        }
    }

    @Test func `a version that failed here is not offered to itself for ever`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.fail(.validation, Fault(.health, "it is bad"))
            for _ in 0..<4 {
                life.office.intake.add(Errand(cause: .schedule))
                try await life.rest()
            }
            #expect(stage.world.endings.map(\.report.end) == ["rolled-back", "deferred"])
            #expect(stage.world.questions.last?.failure?.count == 1 && stage.world.questions.last?.used == 1000)
        }
    }
}
