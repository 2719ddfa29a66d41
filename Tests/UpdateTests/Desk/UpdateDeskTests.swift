import Contracts
import PluginKit
import Testing

@testable import Update

/// One update on the desk, from the request to its report.
@Suite struct UpdateDeskTests {
    @Test func `a good update goes through all stages, each told once, and is reported once`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let update = try await life.office.intake.ask(Errand(cause: .request))
            #expect(update.targets == [.init(id: "adblock", from: "1.0.0", to: "1.1.0")])
            try await life.rest()
            let stages = ["discovery", "evaluation", "download", "verification", "preparation", "apply", "validation", "commit", "report"]
            #expect(stage.world.steps == stages)
            #expect(stage.world.endings.map(\.report.end) == ["committed"] && stage.world.reports == stage.world.endings.map(\.report))
            #expect(stage.world.endings[0].report.id == update.id && stage.world.endings[0].bytes == 1000)
            #expect(stage.world.entries.last?.lifecycle?.stage == nil && stage.world.entries.last?.lifecycle != nil)
            #expect(life.works.mostUnderWay == 1)
        }
    }

    @Test func `what is written down is written before the work begins`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.watcher = { one in #expect(stage.world.entries.last?.lifecycle?.stage == one) }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["committed"])
        }
    }

    @Test func `a version that fails in validation is rolled back, with its checks and its reason`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.validation) { job in
                job.note { $0.checks = [.init(name: "adblock", before: "passed", after: "failed", counts: true, detail: "it is down")] }
                return Fault(.health, "adblock crashed")
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.rest()
            let ending = try #require(stage.world.endings.first)
            #expect(stage.world.endings.count == 1 && ending.report.end == "rolled-back" && ending.report.reason == "adblock crashed")
            #expect(ending.countsAgainstVersion && ending.afterRestart && ending.report.checks.count == 1)
            #expect(stage.world.installed["adblock"] == "1.0.0" && stage.world.steps.suffix(3) == ["validation", "rollback", "report"])
            let failure = life.desk.history.failures[ReleaseName(id: "adblock", version: "1.1.0")]
            #expect(failure?.count == 1 && failure?.afterRestart == true)
        }
    }

    @Test func `a delta that fails is tried as a whole`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.download) { $0.form == .delta ? Fault(.release, "bad delta") : nil }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.rest()
            #expect(stage.world.steps.filter { $0 == "download" }.count == 2 && stage.world.endings.map(\.report.end) == ["committed"])
            let reason = "the new version was found good; it was fetched anew without deltas: bad delta"
            #expect(stage.world.endings.map(\.report.reason) == [reason])
        }
    }

    @Test func `why deltas were left is not lost by a restart`() async throws {
        try await onStage { stage in
            let first = try await stage.life()
            first.works.set(.download) { job in
                if job.form == .full { first.end() }
                return Fault(.release, "bad delta")
            }
            _ = try await first.office.intake.ask(Errand(cause: .request))
            try await first.wait { first.isOver }
            let second = try await stage.life()
            try await second.rest()
            #expect(stage.world.endings.map(\.report.reason).first?.contains("without deltas: bad delta") == true)
        }
    }

    @Test func `silence costs a stage its deadline, and its late answer is nothing`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.validation)
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { gate.isReached }
            life.pass(59_000)
            await Task.yield()
            #expect(life.desk.lifecycle?.stage == .validation)
            life.pass(1000)
            try await life.wait { life.desk.lifecycle?.stage == .rollback }
            // Rollback waits for what it is to undo.
            for _ in 0..<50 { await Task.yield() }
            #expect(!life.works.begun.contains(.rollback))
            gate.open()
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["rolled-back"] && life.works.mostUnderWay == 1)
            #expect(stage.world.endings[0].report.reason == "validation was not done after the 60 s it may take")
        }
    }

    @Test func `a work that never returns cannot keep the update`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(.apply)
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { gate.isReached }
            for _ in 0..<12 {
                life.pass(300_000)
                for _ in 0..<50 { await Task.yield() }
            }
            gate.open()
            try await life.rest()
            #expect(stage.world.endings.count == 1 && life.works.mostUnderWay == 1)
        }
    }

    @Test(arguments: [UpdateContract.Stage.download, .verification, .preparation, .apply, .validation])
    func `a cancel is answered, and the version before is there`(_ at: UpdateContract.Stage) async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let gate = life.works.hang(at)
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { gate.isReached }
            let answer = await life.cancel()
            gate.open()
            try await life.rest()
            let isEarly = [.download, .verification].contains(at)
            #expect(answer == (isEarly ? .cancelled : .rollingBack))
            #expect(stage.world.endings.map(\.report.end) == [isEarly ? "cancelled" : "rolled-back"])
            #expect(stage.world.installed["adblock"] == "1.0.0")
            #expect(!stage.world.endings[0].countsAgainstVersion)
        }
    }

    @Test func `a cancel is answered while the disk is full, and is what is written down once there is room`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.download) { _ in
                stage.world.isFull = true
                return nil
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { life.desk.isSaving && stage.world.isFull }
            #expect(await life.cancel() == .cancelled && stage.world.isFull)
            stage.world.isFull = false
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["cancelled"] && stage.world.installed["adblock"] == "1.0.0")
        }
    }

    @Test func `a cancel that comes too late is answered at once, and disturbs nothing that waits for the disk`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.validation) { _ in
                stage.world.isFull = true
                return nil
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { life.desk.isSaving && stage.world.isFull }
            #expect(await life.cancel() == .tooLate && life.desk.handling?.isCancelled == false)
            stage.world.isFull = false
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["committed"] && stage.world.entries.last?.lifecycle?.stage == nil)
        }
    }

    @Test func `with nothing under way a cancel is nothing`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            let answer = await life.cancel()
            #expect(answer == .nothing)
        }
    }

    @Test func `a journal that takes nothing more fails the update, and says so aloud`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            stage.world.failingWrites = 10_000
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { life.desk.problem == "the disk is full" }
            let update = life.desk.lifecycle?.id
            var tries = 0
            // What is looked for by itself afterwards is another one.
            while life.desk.lifecycle?.id == update, tries < 2 * LifecycleLimits().reportRestarts {
                #expect(life.desk.lifecycle?.stage == .report)
                let left = stage.world.failingWrites
                life.pass(60_000)
                try await life.wait { stage.world.failingWrites < left || life.desk.lifecycle?.id != update }
                tries += 1
            }
            #expect(life.desk.lifecycle?.id != update && tries >= LifecycleLimits().reportRestarts)
            #expect(stage.world.endings.isEmpty && stage.world.said.contains { $0.contains("could not be kept") })
            #expect(stage.world.steps.isEmpty && life.works.begun.isEmpty)
        }
    }

    @Test func `a disk that is full for an hour costs an hour, not the report`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.download) { _ in
                stage.world.failingWrites = 60
                return Fault(.machine, "the disk is full")
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.wait { life.desk.problem == "the disk is full" }
            for _ in 0..<90 where life.desk.lifecycle != nil {
                let left = stage.world.failingWrites
                life.pass(60_000)
                try await life.wait { stage.world.failingWrites < left || life.desk.lifecycle == nil }
            }
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["failed"] && stage.world.reports.count == 1)
        }
    }

    @Test func `a write that fails once costs the update, not its report`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            life.works.set(.verification) { _ in
                stage.world.failingWrites = 1
                return nil
            }
            _ = try await life.office.intake.ask(Errand(cause: .request))
            try await life.rest()
            #expect(stage.world.endings.map(\.report.end) == ["rolled-back"] && stage.world.installed["adblock"] == "1.0.0")
        }
    }

    @Test func `a look that finds nothing leaves no trace`() async throws {
        try await onStage { stage in
            stage.world.candidates = []
            let life = try await stage.life()
            await #expect(throws: ServiceError(404, "there is nothing newer")) {
                try await life.office.intake.ask(Errand(cause: .request))
            }
            #expect(stage.world.entries.isEmpty && stage.world.told.isEmpty)
        }
    }

    @Test func `a look that fails says why`() async throws {
        try await onStage { stage in
            stage.world.lookFailure = LookFailure("the repository cannot be reached")
            let life = try await stage.life()
            await #expect(throws: ServiceError(503, "the repository cannot be reached")) {
                try await life.office.intake.ask(Errand(cause: .request))
            }
        }
    }
}
