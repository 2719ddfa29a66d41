import Contracts
import PluginKit
import Testing

@testable import Update

@Suite struct UpdateEndpointsTests {
    private static func refusal(_ body: () async throws -> Void) async -> ServiceError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? ServiceError
        }
    }

    @Test func `check tells what there is, and keeps it for explain`() async throws {
        try await onStage { stage in
            let endpoints = try await stage.life().office.endpoints
            let checked = try await endpoints.check()
            #expect(checked.candidates == stage.world.candidates && checked.problem == nil && checked.next != nil)
            stage.world.verdicts["adblock"] = .init(criterion: "window", verdict: "wait", reason: "closed", again: 5)
            let explained = try await endpoints.explain(.init(id: "adblock"))
            #expect(explained.explanations.map(\.verdict) == ["wait"] && explained.explanations[0].criteria.map(\.reason) == ["closed"])
            #expect(try await endpoints.explain(.init(id: "dns")).explanations.isEmpty)
            #expect(endpoints.desk.lifecycle == nil && stage.world.entries.isEmpty)
        }
    }

    @Test func `a check that fails says why, and what was known before`() async throws {
        try await onStage { stage in
            let endpoints = try await stage.life().office.endpoints
            _ = try await endpoints.check()
            stage.world.lookFailure = LookFailure("the line is down")
            let checked = try await endpoints.check()
            #expect(checked.problem == "the line is down" && checked.candidates == stage.world.candidates)
            #expect(try await endpoints.explain(.init()).problem == "the line is down")
            #expect(try await endpoints.status().problem == "the line is down")
            #expect(try await endpoints.history(.init()).problem == "the line is down")
            stage.world.lookFailure = nil
            _ = try await endpoints.explain(.init(id: "nothing"))
            #expect(try await endpoints.status().problem == nil, "the repository has answered since")
        }
    }

    @Test func `what is asked for by name is looked for by name, for a look at all shows nothing that cannot be installed here`()
        async throws
    {
        try await onStage { stage in
            let life = try await stage.life()
            _ = try await life.office.endpoints.check()
            _ = try await life.office.endpoints.explain(.init(id: "dns"))
            #expect(life.works.looks.last == Look(ids: ["dns"]))
            #expect(await Self.refusal { _ = try await life.office.endpoints.explain(.init(id: "../etc")) }?.code == 400)
        }
    }

    @Test func `when a channel last had a release, and when the next is due, is known after a restart too`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            #expect(try await life.office.endpoints.status().channels == [])
            // 2026-11-12, and a hotfix the day after.
            stage.world.released = ["stable": 1_794_441_600, "hotfix": 1_794_528_000]
            _ = try await life.office.endpoints.check()
            let paces = [
                UpdateContract.Pace(channel: "stable", released: 1_794_441_600, due: 1_796_083_200),
                UpdateContract.Pace(channel: "hotfix", released: 1_794_528_000, due: nil),
            ]
            #expect(try await life.office.endpoints.status().channels == paces)
            #expect(try await life.office.endpoints.explain(.init()).channels == paces)
            stage.world.released = [:]
            life.end()
            let next = try await stage.life()
            #expect(try await next.office.endpoints.status().channels == paces)
        }
    }

    @Test func `what was installed since is neither told as new nor explained`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let endpoints = life.office.endpoints
            _ = try await endpoints.check()
            _ = try await endpoints.run(.init(ids: ["adblock"]))
            try await life.rest()
            stage.world.lookFailure = LookFailure("the line is down")
            #expect(try await endpoints.check().candidates.isEmpty)
        }
    }

    @Test func `neither a runtime that runs by now nor a feature that was removed is new, over a restart too`() async throws {
        try await onStage { stage in
            stage.world.installed["core"] = "0.1.0"
            stage.world.candidates = [World.candidate("core", "0.1.1", from: "0.1.0"), World.candidate("dns", "2.0.0")]
            let first = try await stage.life()
            #expect(try await first.office.endpoints.check().candidates.count == 2)
            first.end()
            stage.world.installed["core"] = "0.1.1"
            stage.world.installed["dns"] = nil
            stage.world.lookFailure = LookFailure("the line is down")
            let second = try await stage.life()
            second.pass(310_000)
            for _ in 0..<100 { await Task.yield() }
            try await second.rest()
            #expect(try await second.office.endpoints.check().candidates.isEmpty)
            #expect(stage.world.endings.isEmpty && stage.world.installed == ["adblock": "1.0.0", "core": "0.1.1"])
        }
    }

    @Test func `explain shows what lies in a folder too, and when each of it is asked again`() async throws {
        try await onStage { stage in
            stage.world.verdicts["adblock"] = .init(criterion: "disk", verdict: "wait", reason: "full", again: nil)
            let life = try await stage.life()
            life.office.intake.add(Errand(cause: .folder, look: Look(place: .folder("/media/stick"))))
            try await life.wait { stage.world.endings.count == 1 }
            try await life.rest()
            let explained = try await life.office.endpoints.explain(.init(id: "adblock")).explanations
            #expect(explained.map(\.candidate.version) == ["1.1.0"])
            #expect(explained.first?.criteria.first?.again == life.office.lookout.next)
        }
    }

    @Test func `what is no id is refused, and the core goes alone`() async throws {
        try await onStage { stage in
            let endpoints = try await stage.life().office.endpoints
            for ids in [["../etc"], ["core", "dns"], Array(repeating: "a", count: 65)] {
                #expect(await Self.refusal { _ = try await endpoints.run(.init(ids: ids)) }?.code == 400)
            }
            #expect(await Self.refusal { _ = try await endpoints.run(.init(ids: ["nothing"])) }?.code == 404)
            for offer in [("", "1.0.0", "beta"), ("a", "one", "beta"), ("a", "1.0.0", "weekly")] {
                let offer = UpdateContract.Offer(id: offer.0, version: offer.1, channel: offer.2)
                #expect(await Self.refusal { _ = try await endpoints.offer(offer) }?.code == 400)
            }
        }
    }

    @Test func `a hotfix that is offered is applied at once, whatever is looked for otherwise`() async throws {
        try await onStage { stage in
            stage.world.candidates = [World.candidate("dns", "1.0.1", channel: "hotfix"), World.candidate("adblock", "1.1.0")]
            let endpoints = try await stage.life().office.endpoints
            let offered = try await endpoints.offer(.init(id: "dns", version: "1.0.1", channel: "hotfix"))
            #expect(offered.taken)
            let life = endpoints.desk
            for _ in 0..<5000 where life.lifecycle != nil { await Task.yield() }
            #expect(stage.world.installed == ["dns": "1.0.1", "adblock": "1.0.0"] && stage.world.endings.map(\.report.cause) == ["offer"])
        }
    }

    @Test func `holds last over a restart, and what is held goes on when it is lifted`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            _ = try await first.office.endpoints.hold(.init(id: "adblock", reason: "exams"))
            first.end()
            let second = try await stage.life()
            _ = try await second.office.endpoints.check()
            second.office.intake.add(Errand(cause: .schedule))
            try await second.rest()
            #expect(stage.world.endings.map(\.report.end) == ["deferred"])
            let status = try await second.office.endpoints.status()
            #expect(status.holds.map(\.reason) == ["exams"] && status.holds[0].since == stage.world.wall)
            #expect(await Self.refusal { _ = try await second.office.holds.lift("dns") }?.code == 404)
            #expect(try await second.office.holds.lift("adblock").holds.isEmpty)
            second.pass(310_000)
            try await second.wait { stage.world.endings.count == 2 }
            #expect(stage.world.endings[1].report.end == "committed")
        }
    }

    @Test func `status and history tell what is under way and what was`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.validation)
            let update = try await life.office.endpoints.run(.init(ids: ["adblock"]))
            try await life.wait { gate.isReached }
            let status = try await life.office.endpoints.status()
            #expect(status.update?.id == update.id && status.update?.stage == "validation")
            #expect(status.update?.deadline == stage.world.wall + 60)
            gate.open()
            try await life.rest()
            life.pass(60_000)
            _ = try await life.office.endpoints.rollback(.init(id: "adblock", reason: nil))
            try await life.rest()
            let history = try await life.office.endpoints.history(.init())
            #expect(history.reports.map { $0.targets[0].to } == ["1.0.0", "1.1.0"] && history.reports.allSatisfy { $0.end == "committed" })
            #expect(try await life.office.endpoints.history(.init(limit: 1)).reports.map(\.id) == [history.reports[0].id])
            let older = try await life.office.endpoints.history(.init(before: history.reports[0].ended))
            #expect(older.reports.map(\.id) == [update.id])
        }
    }

    @Test func `there is no way back to what was never left`() async throws {
        try await onStage { stage in
            let endpoints = try await stage.life().office.endpoints
            #expect(await Self.refusal { _ = try await endpoints.rollback(.init(id: "dns")) }?.words.contains("no earlier version") == true)
        }
    }

    @Test func `a cancel of another update is nothing`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.download)
            _ = try await life.office.endpoints.run(.init())
            try await life.wait { gate.isReached }
            #expect(try await life.office.endpoints.cancel(.init(id: "u-other")).answer == "nothing")
            #expect(try await life.office.endpoints.cancel(.init(id: life.desk.lifecycle?.id)).answer == "cancelled")
            gate.open()
            try await life.rest()
        }
    }
}
