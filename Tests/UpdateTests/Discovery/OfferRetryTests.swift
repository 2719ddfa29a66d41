import Contracts
import Testing

@testable import Update

/// What is offered while nothing can be learnt of it, or something comes between.
@Suite struct OfferRetryTests {
    private static let offer = UpdateContract.Offer(id: "adblock", version: "1.1.0", channel: "beta")
    private static let other = UpdateContract.Offer(id: "dns", version: "1.2.0", channel: "beta")

    /// One that has just looked around, found nothing, and does not do so again for most of a day.
    private func life(on stage: Stage) async throws -> Life {
        let life = try await stage.life()
        stage.world.candidates = []
        _ = try await life.office.lookout.look(Look())
        stage.world.candidates = [World.candidate("adblock", "1.1.0"), World.candidate("dns", "1.2.0")]
        return life
    }

    /// Of a feature, by its name.
    private func looks(for id: String, by life: Life) -> Int { life.works.looks.filter { $0.ids == [id] }.count }

    /// Whatever can go on has had the time for it.
    private func settle(_ life: Life) async throws {
        for _ in 0..<50 { await Task.yield() }
        try await life.rest()
    }

    @Test func `what cannot be asked for is asked for again, later and later`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            stage.world.lookFailure = LookFailure("no line")
            _ = try await life.office.endpoints.offer(Self.offer)
            try await settle(life)
            life.pass(269_000)
            try await settle(life)
            #expect(looks(for: "adblock", by: life) == 1)
            life.pass(362_000)
            try await life.wait { looks(for: "adblock", by: life) == 2 }
            try await settle(life)
            stage.world.lookFailure = nil
            life.pass(539_000)
            try await settle(life)
            #expect(looks(for: "adblock", by: life) == 2)
            life.pass(422_000)
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            try await settle(life)
            #expect(stage.world.endings.map(\.report.cause) == ["offer"])
        }
    }

    @Test func `each has pauses of its own, however often another has failed`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            stage.world.lookFailure = LookFailure("no line")
            _ = try await life.office.endpoints.offer(Self.other)
            for pause in [631_000, 961_000] as [Int64] {
                try await settle(life)
                life.pass(pause)
            }
            try await life.wait { looks(for: "dns", by: life) == 3 }
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { looks(for: "adblock", by: life) == 1 }
            try await settle(life)
            life.pass(631_000)
            try await life.wait { looks(for: "adblock", by: life) == 2 }
            #expect(looks(for: "dns", by: life) == 3)
        }
    }

    @Test func `what a server wants is honoured, whatever else is judged and whoever lifts a hold`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            stage.world.lookFailure = LookFailure("busy", retryAfter: 20_000)
            _ = try await life.office.endpoints.offer(Self.other)
            try await settle(life)
            stage.world.lookFailure = nil
            _ = try await life.office.endpoints.hold(.init(id: "adblock", reason: "exams"))
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { stage.world.endings.count == 1 }
            try await settle(life)
            _ = try await life.office.holds.lift("adblock")
            life.pass(1000)
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            try await settle(life)
            life.pass(19_998_000)
            try await settle(life)
            #expect(looks(for: "dns", by: life) == 1)
            life.pass(302_000)
            try await life.wait { stage.world.installed["dns"] == "1.2.0" }
        }
    }

    @Test func `a look that takes too long is made again`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            let gate = Gate()
            life.works.lookGate = gate
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { gate.isReached }
            life.pass(LifecycleLimits().time(for: .discovery, isCore: false))
            try await life.rest()
            gate.open()
            life.pass(631_000)
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
            try await life.wait { life.office.offers.offers.isEmpty }
        }
    }

    @Test func `whose look an operator cancels is not meant any more`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            let gate = Gate()
            life.works.lookGate = gate
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { gate.isReached }
            #expect(await life.cancel() == .cancelled)
            gate.open()
            try await life.wait { life.office.offers.offers.isEmpty }
            #expect(stage.world.said.contains { $0.contains("adblock 1.1.0") && $0.contains("cancelled") })
            life.pass(3_600_000)
            try await settle(life)
            #expect(looks(for: "adblock", by: life) == 1 && stage.world.installed["adblock"] == "1.0.0")
        }
    }

    @Test func `what waits while an older version is installed is looked for anew`() async throws {
        try await onStage { stage in
            let life = try await life(on: stage)
            stage.world.candidates = [World.candidate("adblock", "1.2.0")]
            stage.world.verdicts["adblock"] = .init(
                criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 7200)
            _ = try await life.office.endpoints.offer(.init(id: "adblock", version: "1.2.0", channel: "beta"))
            try await life.wait { stage.world.endings.count == 1 }
            try await settle(life)
            (stage.world.verdicts, stage.world.candidates) = ([:], [World.candidate("adblock", "1.1.0")])
            _ = try await life.office.intake.ask(Errand(cause: .request, look: Look(ids: ["adblock"])))
            try await settle(life)
            #expect(stage.world.installed["adblock"] == "1.1.0" && life.office.offers.offers.count == 1)
            stage.world.candidates = [World.candidate("adblock", "1.2.0", from: "1.1.0")]
            life.pass(7_600_000)
            try await life.wait { stage.world.installed["adblock"] == "1.2.0" }
            try await settle(life)
            #expect(stage.world.endings.map(\.report.cause) == ["offer", "request", "offer"])
        }
    }
}
