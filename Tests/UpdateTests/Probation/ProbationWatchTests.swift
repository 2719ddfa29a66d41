import Contracts
import Testing

@testable import Update

@Suite struct ProbationWatchTests {
    private static func committed(_ stage: Stage) async throws -> Life {
        let life = try await stage.life()
        _ = try await life.office.intake.ask(Errand(cause: .request))
        try await life.rest()
        try await life.wait { !life.office.probations.probations.isEmpty && stage.world.parts[.probations] != nil }
        return life
    }

    @Test func `a feature given up by the kernel within a day gets its version before back, alone`() async throws {
        try await onStage { stage in
            let life = try await Self.committed(stage)
            stage.world.disabled = ["adblock"]
            await life.office.probations.look()
            try await life.wait { stage.world.endings.count == 2 }
            try await life.rest()
            #expect(stage.world.installed == ["adblock": "1.0.0", "dns": "1.0.0"])
            #expect(stage.world.endings[1].report.cause == "probation" && stage.world.endings[1].report.reason.contains("disabled"))
            #expect(stage.world.reports.map(\.cause) == ["request", "probation"])
            #expect(stage.world.steps.contains("notice"))
            // It is not taken up again at the next look.
            stage.world.disabled = []
            life.office.intake.add(Errand(cause: .schedule))
            try await life.rest()
            #expect(stage.world.installed["adblock"] == "1.0.0" && life.office.probations.probations.isEmpty)
        }
    }

    @Test func `what the kernel told while the plugin was not there is seen at its start`() async throws {
        try await onStage { stage in
            try await Self.committed(stage).end()
            stage.world.disabled = ["adblock"]
            let next = try await stage.life()
            try await next.wait { stage.world.endings.count == 2 }
            #expect(stage.world.endings[1].report.cause == "probation")
        }
    }

    @Test func `a commit whose probation was not written down any more begins one at the next start`() async throws {
        try await onStage { stage in
            try await Self.committed(stage).end()
            stage.world.parts[.probations] = nil
            let next = try await stage.life()
            #expect(next.office.probations.probations.map(\.target.id) == ["adblock"])
        }
    }

    @Test func `a return that was cut off before it began is sent for again`() async throws {
        try await onStage { stage in
            let life = try await Self.committed(stage)
            stage.world.disabled = ["adblock"]
            life.office.probations.send = { _ in }
            await life.office.probations.look()
            life.end()
            let next = try await stage.life()
            try await next.wait { stage.world.endings.count == 2 }
            #expect(stage.world.endings[1].report.cause == "probation")
        }
    }

    @Test func `after a day it is over`() async throws {
        try await onStage { stage in
            let life = try await Self.committed(stage)
            life.pass(86_402_000)
            try await life.wait { life.office.probations.probations.isEmpty }
        }
    }
}
