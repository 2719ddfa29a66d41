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
            #expect(life.works.looks == [Look()] && stage.world.endings[0].cause == "schedule")
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
