import Contracts
import Testing

@testable import Update

@Suite struct LookoutTests {
    @Test func `after a boot it looks within a quarter of an hour, and takes up what it finds`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            #expect(life.works.looks.isEmpty && life.office.lookout.next != nil)
            life.pass(900_000)
            try await life.wait { stage.world.endings.count == 1 }
            #expect(life.works.looks == [Look()] && stage.world.endings[0].report.cause == "schedule")
        }
    }

    @Test func `who starts again and again does not look again and again`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            _ = try await first.office.lookout.look(Look())
            for _ in 0..<3 {
                let next = try await stage.life()
                next.pass(900_000)
                for _ in 0..<50 { await Task.yield() }
                #expect(next.works.looks.isEmpty)
                #expect((next.office.lookout.next ?? 0) - stage.world.wall > 70_000)
            }
        }
    }

    @Test func `what a server wants is honoured`() async throws {
        try await onStage { stage in
            stage.world.lookFailure = LookFailure("busy", retryAfter: 7200)
            let life = try await stage.life()
            life.pass(900_000)
            try await life.wait { life.office.lookout.seen?.problem == "busy" }
            #expect((life.office.lookout.next ?? 0) - stage.world.wall >= 7200)
        }
    }

    @Test func `before a window it looks too`() async throws {
        try await onStage { stage in
            stage.world.verdicts["core"] = .init(
                criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 7200)
            let life = try await stage.life()
            _ = try await life.office.lookout.look(Look())
            let wait = (life.office.lookout.next ?? 0) - stage.world.wall
            #expect(wait < 7200 && wait > 3000)
        }
    }

    @Test(arguments: [Look(place: .folder("/media/stick")), Look(ids: ["adblock"], version: "1.1.0", channel: "beta")])
    func `what waits is judged again when its moment comes, wherever it was found`(_ look: Look) async throws {
        try await onStage { stage in
            stage.world.verdicts["adblock"] = .init(
                criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 7200)
            let life = try await stage.life()
            let candidates = stage.world.candidates
            // The repository has nothing, and is not asked again for a day.
            stage.world.candidates = []
            _ = try await life.office.lookout.look(Look())
            stage.world.candidates = candidates
            life.office.intake.add(Errand(cause: look.channel == nil ? .folder : .offer, look: look))
            try await life.wait { stage.world.endings.count == 1 }
            try await life.rest()
            #expect(stage.world.endings[0].report.end == "deferred")
            #expect(life.office.lookout.known.map(\.version) == ["1.1.0"])
            stage.world.verdicts = [:]
            life.pass(7_600_000)
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["deferred", "committed"])
            #expect(stage.world.endings[1].report.cause == stage.world.endings[0].report.cause)
        }
    }

    @Test func `what waits is not lost by a restart shortly after the look`() async throws {
        try await onStage { stage in
            stage.world.verdicts["adblock"] = .init(
                criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 1800)
            let first = try await stage.life()
            _ = try await first.office.lookout.look(Look())
            first.end()
            let second = try await stage.life()
            stage.world.verdicts = [:]
            second.pass(310_000)
            try await second.wait { stage.world.installed["adblock"] == "1.1.0" }
            #expect(second.works.looks.isEmpty)
        }
    }

    @Test func `one look at a time`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            var done = 0
            for _ in 0..<3 {
                _ = life.room.spawn {
                    _ = try? await life.office.lookout.look(Look(ids: ["adblock"]))
                    done += 1
                    #expect(life.works.looks.count == done || life.works.looks.count == done + 1)
                }
            }
            try await life.wait { done == 3 }
        }
    }
}
