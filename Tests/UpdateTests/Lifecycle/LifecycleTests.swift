import Contracts
import Testing

@testable import Update

/// The table, stage by stage.
@Suite struct LifecycleTests {
    typealias Stage = UpdateContract.Stage

    private func after(_ event: Lifecycle.Event, in lifecycle: Lifecycle) -> (Lifecycle, [Lifecycle.Action]) {
        var lifecycle = lifecycle
        let actions = lifecycle.handle(event, at: lifecycle.deadline)
        return (lifecycle, actions)
    }

    private func after(_ event: Lifecycle.Event, in lifecycle: inout Lifecycle) -> [Lifecycle.Action] {
        lifecycle.handle(event, at: lifecycle.deadline)
    }

    @Test(arguments: [false, true])
    func `when all is well the stages follow each other, each written down, told and begun in this order`(_ isCore: Bool) {
        var lifecycle = Lifecycle(id: "u1", at: 0)
        var stages: [Stage] = []
        while let stage = lifecycle.stage {
            stages.append(stage)
            let actions = lifecycle.handle(Walk.step(from: stage, isCore: isCore), at: 0)
            #expect(actions == lifecycle.stage.map { [.save, .announce, .work($0)] } ?? [.save])
        }
        #expect(stages == Stage.allCases.filter { $0 != .rollback })
        #expect(lifecycle.outcome == Outcome(.committed, in: .commit, nil))
    }

    @Test func `looking for what is not there writes nothing down`() {
        for event in [Lifecycle.Event.nothing, .found([]), .failed(.discovery, Walk.bad), .deadline] {
            let (lifecycle, actions) = after(event, in: Lifecycle(id: "u1", at: 0))
            #expect(lifecycle.position == .ended && !actions.contains(.save) && lifecycle.outcome == nil)
        }
    }

    @Test(arguments: [(ChannelsContract.Verdict.wait, UpdateContract.End.deferred), (.refuse, .refused)])
    func `what the policy does not allow ends with its words`(_ verdict: ChannelsContract.Verdict, _ end: UpdateContract.End) {
        let (lifecycle, _) = after(.judged(verdict, "not before Sunday"), in: Walk.to(.evaluation))
        #expect(lifecycle.stage == .report)
        #expect(lifecycle.outcome == Outcome(end, in: .evaluation, Fault(.policy, "not before Sunday")))
    }

    @Test(arguments: [Stage.download, .verification])
    func `when a delta fails the whole release is fetched, once`(_ stage: Stage) {
        var lifecycle = Walk.to(stage)
        #expect(lifecycle.handle(.failed(stage, Walk.bad), at: 0) == [.detour(Walk.bad), .save, .announce, .work(.download)])
        #expect(lifecycle.form == .full)
        if stage == .verification { _ = lifecycle.handle(.done(.download), at: 0) }
        _ = lifecycle.handle(.failed(stage, Walk.bad), at: 0)
        #expect(lifecycle.stage == .report && lifecycle.outcome == Outcome(.failed, in: stage, Walk.bad))
    }

    @Test(arguments: [Stage.evaluation, .download, .verification, .preparation, .apply, .validation], [false, true])
    func `failing before preparation ends, from then on it rolls back, and the cause is kept`(_ stage: Stage, _ isCore: Bool) {
        var lifecycle = Walk.to(stage, isCore: isCore, full: true)
        _ = lifecycle.handle(.failed(stage, Walk.bad), at: 0)
        let isTouched = [.preparation, .apply, .validation].contains(stage)
        #expect(lifecycle.stage == (isTouched ? .rollback : .report))
        if isTouched { #expect(lifecycle.handle(.done(.rollback), at: 0) == [.save, .announce, .work(.report)]) }
        #expect(lifecycle.outcome == Outcome(isTouched ? .rolledBack : .failed, in: stage, Walk.bad))
        #expect(lifecycle.outcome?.isAfterRestart == (stage == .validation))
    }

    @Test(arguments: Stage.allCases)
    func `its own deadline ends each stage, and not a moment earlier`(_ stage: Stage) {
        var lifecycle = Walk.to(stage)
        let before = lifecycle
        #expect(lifecycle.handle(.deadline, at: lifecycle.deadline - 1) == [] && lifecycle == before)
        let actions = after(.deadline, in: &lifecycle)
        #expect(actions.contains(.halt) != (stage == .report) && lifecycle != before)
    }

    @Test(arguments: Stage.allCases, [false, true])
    func `a cancel is answered wherever it comes, and does what the answer says`(_ stage: Stage, _ isCore: Bool) {
        let (lifecycle, actions) = after(.cancel, in: Walk.to(stage, isCore: isCore))
        let answers = actions.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
        switch stage {
        case .discovery: #expect(answers == [.cancelled] && lifecycle.position == .ended)
        case .evaluation, .download, .verification: #expect(answers == [.cancelled] && lifecycle.outcome?.end == .cancelled)
        case .preparation, .apply, .validation, .rollback: #expect(answers == [.rollingBack] && lifecycle.stage == .rollback)
        case .commit, .report: #expect(answers == [.tooLate] && lifecycle.stage == stage)
        }
        if [.preparation, .apply, .validation].contains(stage) { #expect(lifecycle.outcome?.fault == .cancelled) }
    }

    @Test func `of the core, only the new process can say that it runs`() {
        var lifecycle = Walk.to(.apply, isCore: true)
        #expect(lifecycle.handle(.done(.apply), at: 0) == [] && lifecycle.stage == .apply)
        #expect(lifecycle.handle(.resumed(.switched), at: 0) == [.save, .announce, .work(.validation)])
    }

    @Test func `features that were switched but not started are started after a restart`() {
        var lifecycle = Walk.to(.apply)
        #expect(lifecycle.handle(.resumed(.switched), at: 0) == [.save, .work(.apply)])
    }

    @Test(arguments: [Stage.apply, .validation, .commit], [false, true])
    func `a new version that ended before it was found good is told as rolled back`(_ stage: Stage, _ isCore: Bool) {
        var lifecycle = Walk.to(stage, isCore: isCore)
        _ = lifecycle.handle(.resumed(.undone), at: 0)
        // A feature that was stopped for it has to be started.
        #expect(lifecycle.stage == (isCore ? .report : .rollback) && lifecycle.outcome == Outcome(.rolledBack, in: stage, .interrupted))
    }

    @Test(arguments: [Stage.apply, .validation, .commit], [false, true])
    func `why the journal has undone it is told in its words, as many as can be kept`(_ stage: Stage, _ isCore: Bool) {
        let long = String(repeating: "x", count: 9000)
        for reason in ["its owner was silent for 600 s", long] {
            var lifecycle = Walk.to(stage, isCore: isCore)
            _ = lifecycle.handle(.resumed(.undone, because: reason), at: 0)
            let fault = lifecycle.outcome?.fault
            #expect(fault?.kind == .interrupted && fault?.words.hasSuffix(": \(reason.prefix(500))") == true)
        }
    }

    @Test(arguments: [Stage.apply, .validation, .commit, .rollback])
    func `what the journal has committed is committed`(_ stage: Stage) {
        var lifecycle = Walk.to(stage)
        _ = lifecycle.handle(.resumed(.done), at: 0)
        #expect(lifecycle.outcome?.end == .committed && lifecycle.stage == .report)
    }

    @Test(arguments: [Stage.commit, .rollback])
    func `how a commit or rollback went is asked, and after too many doubts told as unsettled`(_ stage: Stage) {
        var lifecycle = Walk.to(stage)
        for _ in 1...lifecycle.limits.doubts { #expect(after(.deadline, in: &lifecycle) == [.halt, .save, .inspect]) }
        _ = after(.deadline, in: &lifecycle)
        #expect(lifecycle.stage == .report && lifecycle.outcome?.end == .unsettled)
    }

    @Test func `a restart gives a stage no more time`() {
        var lifecycle = Walk.to(.download)
        let deadline = lifecycle.deadline
        #expect(lifecycle.handle(.resumed(.none), at: 1000) == [.save, .work(.download)] && lifecycle.deadline == deadline)
    }

    @Test(arguments: [Stage.evaluation, .download, .verification, .preparation, .apply, .validation])
    func `what only ever restarts is given up`(_ stage: Stage) {
        var lifecycle = Walk.to(stage)
        let finding: JournalFinding = stage == .apply || stage == .validation ? .switched : .none
        for _ in 1...lifecycle.limits.restarts(in: stage) { _ = lifecycle.handle(.resumed(finding), at: 0) }
        #expect(lifecycle.stage == stage)
        _ = lifecycle.handle(.resumed(finding), at: 0)
        #expect(lifecycle.outcome?.fault == .restarts)
    }

    @Test func `a report that cannot be kept is said aloud in the end`() {
        var lifecycle = Walk.to(.report)
        #expect(after(.failed(.report, Walk.bad), in: &lifecycle) == [], "its time is waited for")
        for _ in 1...lifecycle.limits.reportRestarts { #expect(after(.deadline, in: &lifecycle) == [.save, .work(.report)]) }
        #expect(after(.deadline, in: &lifecycle) == [.halt, .shout, .save] && lifecycle.position == .ended)
    }

    @Test func `the core is found good before the guard's trial of 60 s is over`() {
        let limits = LifecycleLimits()
        #expect(limits.time(for: .validation, isCore: true) < 60_000)
        #expect(limits.time(for: .validation, isCore: false) == 60_000)
    }
}
