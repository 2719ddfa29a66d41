import Contracts
import Testing

@testable import Update

@Suite struct OfferTests {
    private static let offer = UpdateContract.Offer(id: "adblock", version: "1.1.0", channel: "beta")
    private static let look = Look(ids: ["adblock"], version: "1.1.0", channel: "beta")

    /// One that has come, was found to have to wait, and told as that.
    private func waiting(on stage: Stage) async throws {
        stage.world.verdicts["adblock"] = .init(criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 7200)
        let life = try await stage.life()
        let candidates = stage.world.candidates
        // The repository has nothing else, and is not looked into for a day.
        stage.world.candidates = []
        _ = try await life.office.lookout.look(Look())
        stage.world.candidates = candidates
        #expect(try await life.office.endpoints.offer(Self.offer).taken)
        try await life.wait { stage.world.endings.count == 1 }
        try await life.rest()
        #expect(stage.world.endings.map(\.report.end) == ["deferred"] && life.office.offers.offers.map(\.look) == [Self.look])
        life.end()
    }

    @Test func `one that waits is looked for anew after a restart, and installed when its window opens`() async throws {
        try await onStage { stage in
            try await waiting(on: stage)
            let second = try await stage.life()
            second.pass(310_000)
            try await second.wait { second.works.looks == [Self.look] }
            try await second.rest()
            #expect(stage.world.installed["adblock"] == "1.0.0" && stage.world.endings.count == 1)
            stage.world.verdicts = [:]
            second.pass(7_600_000)
            try await second.wait { stage.world.installed["adblock"] == "1.1.0" }
            try await second.wait { second.office.offers.offers.isEmpty }
            #expect(stage.world.endings.map(\.report.cause) == ["offer", "offer"])
            let third = try await stage.life()
            #expect(third.office.offers.offers.isEmpty)
        }
    }

    @Test func `one that was in the queue is not lost either`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            let gate = first.works.hang(.download)
            _ = try await first.office.intake.ask(Errand(cause: .request, look: Look(ids: ["adblock"])))
            try await first.wait { gate.isReached }
            #expect(try await first.office.endpoints.offer(.init(id: "dns", version: "1.2.0", channel: "hotfix")).taken)
            first.end()
            gate.open()
            stage.world.candidates.append(World.candidate("dns", "1.2.0", channel: "hotfix"))
            let second = try await stage.life()
            try await second.rest()
            second.pass(310_000)
            try await second.wait { stage.world.installed["dns"] == "1.2.0" }
        }
    }

    @Test func `an update that goes on after a restart is the end of its offer, however slowly the offers are read`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            let download = first.works.hang(.download)
            _ = try await first.office.endpoints.offer(Self.offer)
            try await first.wait { download.isReached }
            first.end()
            download.open()
            let reading = Gate()
            stage.world.keptGates[.offers] = reading
            var (second, isOpen) = (nil as Life?, false)
            _ = first.room.spawn {
                _ = try? await stage.life { second = $0 }
                isOpen = true
            }
            try await first.wait { reading.isReached }
            let life = try #require(second)
            try await life.rest()
            reading.open()
            try await life.wait { isOpen && stage.world.endings.count == 1 && life.office.offers.offers.isEmpty }
        }
    }

    @Test func `once another update to it has failed it is not judged any more`() async throws {
        try await onStage { stage in
            stage.world.verdicts["adblock"] = .init(
                criterion: "window", verdict: "wait", reason: "closed", again: stage.world.wall + 7200)
            let life = try await stage.life()
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { stage.world.endings.count == 1 }
            try await life.rest()
            stage.world.verdicts = [:]
            life.works.fail(.validation, Fault(.health, "it is bad"))
            life.office.intake.add(Errand(cause: .schedule))
            try await life.wait { stage.world.endings.count == 2 }
            try await life.wait { life.desk.lifecycle == nil && life.office.offers.offers.isEmpty }
            life.pass(7_600_000)
            try await life.wait { stage.world.endings.count == 3 }
            #expect(stage.world.endings.map(\.report.cause) == ["offer", "schedule", "schedule"])
        }
    }

    @Test func `one to which there is nothing is struck out with a word, one that nobody means any more too`() async throws {
        try await onStage { stage in
            try await waiting(on: stage)
            stage.world.candidates = []
            let second = try await stage.life()
            second.pass(310_000)
            try await second.wait { second.office.offers.offers.isEmpty }
            #expect(stage.world.said.contains { $0.contains("adblock 1.1.0") && $0.contains("nothing newer") })
            second.end()

            let third = try await stage.life()
            _ = try await third.office.endpoints.offer(.init(id: "dns", version: "3.0.0", channel: "beta"))
            third.end()
            stage.world.wall += 31 * 86_400
            let fourth = try await stage.life()
            #expect(fourth.office.offers.offers.isEmpty)
            let fifth = try await stage.life()
            #expect(fifth.office.offers.offers.isEmpty)
            #expect(stage.world.said.filter { $0.contains("dns 3.0.0") && $0.contains("older than 30 days") }.count == 1)
        }
    }

    @Test func `the same one again costs no write, and one too many is said to be lost by a restart`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            for number in 0..<64 { try await life.office.offers.add(Look(ids: ["f\(number)"], version: "1.0.0", channel: "beta")) }
            stage.world.failingWrites = 1
            try await life.office.offers.add(Look(ids: ["f0"], version: "1.0.0", channel: "beta"))
            stage.world.failingWrites = 0
            #expect(try await life.office.endpoints.offer(Self.offer).detail.contains("a restart would lose it: 64 offers wait already"))
        }
    }

    @Test func `what an operator lifts a hold of goes on at once`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            _ = try await life.office.endpoints.hold(.init(id: "adblock", reason: "exams"))
            _ = try await life.office.endpoints.offer(Self.offer)
            try await life.wait { stage.world.endings.count == 1 }
            try await life.rest()
            _ = try await life.office.holds.lift("adblock")
            life.pass(1000)
            try await life.wait { stage.world.installed["adblock"] == "1.1.0" }
        }
    }
}
