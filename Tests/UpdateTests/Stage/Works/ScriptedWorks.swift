import Contracts

@testable import Update

/// Works that change a ``World`` as the real ones change a host, unless a test says otherwise.
final class ScriptedWorks: Works, Discovery {
    let life: Life
    /// In place of what a stage does; what it answers is thrown.
    private var scripts: [UpdateContract.Stage: (Job) async -> Fault?] = [:]
    /// Called before each stage's work.
    var watcher: (UpdateContract.Stage) -> Void = { _ in }
    private(set) var begun: [UpdateContract.Stage] = []
    private(set) var underWay = 0
    private(set) var mostUnderWay = 0
    private(set) var looks: [Look] = []
    /// Where the next look waits.
    var lookGate: Gate?

    private var world: World { life.world }

    init(_ life: Life) { self.life = life }

    var discovery: any Discovery { self }
    var released: [String: Double] { world.released }

    func look(_ look: Look) async throws(LookFailure) -> [UpdateContract.Candidate] {
        looks.append(look)
        let gate = lookGate
        lookGate = nil
        await gate?.pass()
        await Task.yield()
        if let failure = world.lookFailure { throw failure }
        return world.candidates.filter { (look.ids.isEmpty || look.ids.contains($0.id)) && world.installed[$0.id] != $0.version }
    }

    func installed() async throws(LookFailure) -> [String: String] { ["core": "1.0.0"].merging(world.installed) { $1 } }

    func previous(of id: String) async -> UpdateContract.Candidate? {
        guard let installed = world.installed[id], installed != "1.0.0" else { return nil }
        return World.candidate(id, "1.0.0", from: installed)
    }

    func tidy(keeping update: String?) async {}

    func guardsReason(for transaction: String) async -> String? { world.setback }

    func work(for stage: UpdateContract.Stage) -> any StageWork { Script(works: self, stage: stage) }

    private struct Script: StageWork {
        let works: ScriptedWorks
        let stage: UpdateContract.Stage

        func perform(_ job: Job) async throws(Fault) { try await works.perform(stage, job) }
    }

    private func perform(_ stage: UpdateContract.Stage, _ job: Job) async throws(Fault) {
        begun.append(stage)
        underWay += 1
        mostUnderWay = max(mostUnderWay, underWay)
        defer { underWay -= 1 }
        await Task.yield()
        if life.isOver { throw Fault(.machine, "this process is dead") }
        watcher(stage)
        if let script = scripts[stage] {
            if let fault = await script(job) { throw fault }
            return
        }
        try await usual(stage, job)
    }

    func set(_ stage: UpdateContract.Stage, _ script: ((Job) async -> Fault?)?) { scripts[stage] = script }

    func fail(_ stage: UpdateContract.Stage, _ fault: Fault) { set(stage) { _ in fault } }

    /// Silent until the gate is opened.
    func hang(_ stage: UpdateContract.Stage) -> Gate {
        let gate = Gate()
        set(stage) { _ in
            await gate.pass()
            return nil
        }
        return gate
    }

    /// What the journal does in one act, does it in one here.
    func usual(_ stage: UpdateContract.Stage, _ job: Job) async throws(Fault) {
        let records = MemoryRecords(life: life)
        switch stage {
        case .download: job.note { $0.bytes += 1000 }
        case .preparation:
            // What an earlier attempt has begun without anybody remembering it.
            for (id, finding) in world.findings where finding == .pending { world.findings[id] = .undone }
            let id = "t\(world.findings.count + 1)"
            world.findings[id] = .pending
            try await job.keep { $0.transaction = id }
        case .apply:
            guard let id = job.luggage.transaction else { throw .journal }
            try records.write {
                world.findings[id] = .switched
                for target in job.targets { world.installed[target.id] = target.to }
                if job.isCore { world.slots.chosen = "b" }
            }
            if job.isCore { life.end() }
        case .commit:
            guard let id = job.luggage.transaction else { throw .journal }
            try records.write {
                world.findings[id] = .done
                world.entries.append(job.ending)
            }
        case .rollback:
            guard let id = job.luggage.transaction, world.findings[id] != .undone else { return }
            try records.write {
                world.findings[id] = .undone
                for target in job.targets { world.installed[target.id] = target.from }
                world.slots.chosen = world.slots.running
                world.entries.append(job.ending)
            }
        case .discovery, .evaluation, .verification, .validation, .report: break
        }
    }
}
