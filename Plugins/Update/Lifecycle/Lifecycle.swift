import Contracts

/// One update's way through the nine stages, as a table: what happened, in which stage, decides what is done.
///
/// A value without clock, disk and bus; its owner tells it events, does what it answers in that order, and calls it when
/// ``deadline`` has come. Invariants: every stage is left by its deadline at the latest; from preparation on there is no way out
/// but commit or rollback; every way from evaluation on leads through one report, whose ``outcome`` never changes once chosen.
struct Lifecycle: Hashable {
    /// The idempotency key of all that is told about it.
    let id: String
    let limits: LifecycleLimits
    private(set) var targets: [UpdateContract.Target] = []
    private(set) var position = Position.in(.discovery)
    /// On the boot-time clock, milliseconds.
    private(set) var deadline: Int64
    private(set) var form = ArtifactForm.delta
    /// Why it is rolled back, or what is reported.
    private(set) var outcome: Outcome?
    /// So often the present stage was begun again after a restart.
    private(set) var restarts = 0
    /// So often it was not known how a commit or rollback went; never reset.
    private(set) var doubts = 0

    init(id: String, limits: LifecycleLimits = LifecycleLimits(), at now: Int64) {
        (self.id, self.limits) = (id, limits)
        deadline = now + limits.time(for: .discovery, isCore: false)
    }

    /// The runtime itself: it ends in between, and goes on as a new process.
    var isCore: Bool { targets.contains { $0.id == UpdateContract.core } }

    var stage: UpdateContract.Stage? { position.stage }

    /// What to do now, in this order. What comes too late, or from a stage that is over, is nothing.
    mutating func handle(_ event: Event, at now: Int64) -> [Action] {
        guard case .in(let stage) = position else { return event == .cancel ? [.answer(.nothing)] : [] }
        if event == .deadline, now < deadline { return [] }
        if event == .shutdown { return [.halt] }
        if case .resumed(let finding, let reason) = event { return resume(stage, finding, because: reason, at: now) }
        if let over = event.ofStage, over != stage { return [] }
        return handle(event, in: stage, at: now)
    }

    private mutating func handle(_ event: Event, in stage: UpdateContract.Stage, at now: Int64) -> [Action] {
        switch (stage, event) {
        case (.discovery, .found(let targets)): take(targets, at: now)
        // Nothing of it was written down yet, and nothing is: most looks find nothing.
        case (.discovery, .nothing), (.discovery, .failed), (.discovery, .deadline): end([.halt])
        case (.discovery, .cancel): end([.halt, .answer(.cancelled)])
        case (.evaluation, .judged(.pass, _)): go(.download, at: now)
        case (.evaluation, .judged(.wait, let words)): report(.deferred, Fault(.policy, words), at: now)
        case (.evaluation, .judged(.refuse, let words)): report(.refused, Fault(.policy, words), at: now)
        // A delta that does not come or does not fit is no reason to do without the release.
        case (.download, .failed(_, let fault)) where form == .delta: fallBack(fault, at: now)
        case (.verification, .failed(_, let fault)) where form == .delta: fallBack(fault, at: now)
        case (.download, .done): go(.verification, at: now)
        case (.verification, .done): go(.preparation, at: now)
        // Nothing outside the staging folder was touched yet.
        case (.evaluation, .failed(_, let fault)), (.download, .failed(_, let fault)), (.verification, .failed(_, let fault)):
            report(.failed, fault, at: now)
        case (.evaluation, .deadline), (.download, .deadline), (.verification, .deadline):
            report(.failed, overdue(stage), at: now, [.halt])
        case (.evaluation, .cancel), (.download, .cancel), (.verification, .cancel):
            report(.cancelled, .cancelled, at: now, [.halt, .answer(.cancelled)])
        case (.preparation, .done): go(.apply, at: now)
        // Of the core, only the new process can say that it runs: by resuming.
        case (.apply, .done): isCore ? [] : go(.validation, at: now)
        case (.validation, .done): go(.commit, at: now)
        case (.preparation, .failed(_, let fault)), (.apply, .failed(_, let fault)), (.validation, .failed(_, let fault)):
            rollBack(fault, at: now)
        case (.preparation, .deadline), (.apply, .deadline), (.validation, .deadline): rollBack(overdue(stage), at: now, [.halt])
        case (.preparation, .cancel), (.apply, .cancel), (.validation, .cancel):
            rollBack(.cancelled, at: now, [.halt, .answer(.rollingBack)])
        case (.commit, .done): report(.committed, nil, at: now)
        case (.rollback, .done): report(.rolledBack, outcome?.fault, at: now)
        case (.commit, .failed), (.commit, .deadline), (.rollback, .failed), (.rollback, .deadline): doubt(stage, at: now)
        case (.report, .done): end([.save])
        case (.report, .deadline): reportAgain(at: now)
        case (.commit, .cancel), (.report, .cancel): [.answer(.tooLate)]
        case (.rollback, .cancel): [.answer(.rollingBack)]
        case (.report, .failed), (_, .found), (_, .nothing), (_, .judged), (_, .done), (_, .resumed), (_, .shutdown): []
        }
    }
}

// MARK: - Moves

extension Lifecycle {
    /// It is written down before it is told, and told before it is done.
    mutating func go(_ next: UpdateContract.Stage, at now: Int64, _ first: [Action] = []) -> [Action] {
        position = .in(next)
        restarts = 0
        deadline = now + limits.time(for: next, isCore: isCore)
        return first + [.save, .announce, .work(next)]
    }

    private mutating func take(_ found: [UpdateContract.Target], at now: Int64) -> [Action] {
        targets = found
        return found.isEmpty ? end([]) : go(.evaluation, at: now)
    }

    private mutating func fallBack(_ fault: Fault, at now: Int64) -> [Action] {
        form = .full
        return go(.download, at: now, [.detour(fault)])
    }

    mutating func rollBack(_ fault: Fault, at now: Int64, _ first: [Action] = []) -> [Action] {
        if outcome == nil { outcome = Outcome(.rolledBack, in: stage, fault) }
        return go(.rollback, at: now, first)
    }

    mutating func report(_ end: UpdateContract.End, _ fault: Fault?, at now: Int64, _ first: [Action] = []) -> [Action] {
        outcome = Outcome(end, in: end == .committed ? .commit : outcome?.stage ?? stage, fault)
        return go(.report, at: now, first)
    }

    private func overdue(_ stage: UpdateContract.Stage) -> Fault {
        .overdue(stage, after: limits.time(for: stage, isCore: isCore))
    }

    /// Only the journal knows what became of it: it is asked, and its answer comes as ``Event/resumed(_:)``.
    private mutating func doubt(_ stage: UpdateContract.Stage, at now: Int64) -> [Action] {
        doubts += 1
        guard doubts <= limits.doubts else { return report(.unsettled, outcome?.fault ?? .journal, at: now, [.halt]) }
        deadline = now + limits.time(for: stage, isCore: isCore)
        return [.halt, .save, .inspect]
    }

    /// Once its time is over, for a disk that is full is so for a while; what cannot be kept is said aloud in the end.
    private mutating func reportAgain(at now: Int64) -> [Action] {
        restarts += 1
        guard restarts <= limits.restarts(in: .report) else { return end([.halt, .shout, .save]) }
        deadline = now + limits.time(for: .report, isCore: isCore)
        return [.save, .work(.report)]
    }

    private mutating func end(_ actions: [Action]) -> [Action] {
        position = .ended
        return actions
    }

    /// The journal is past the point of no return although it was to go back. Counted, lest the two go on for ever.
    mutating func commitAfterAll(at now: Int64) -> [Action] {
        doubts += 1
        return doubts <= limits.doubts ? go(.commit, at: now) : report(.unsettled, .journal, at: now)
    }

    /// Begins the present stage once more, within what is left of its time.
    mutating func again(_ stage: UpdateContract.Stage, _ work: [Action], at now: Int64) -> [Action] {
        restarts += 1
        guard restarts <= limits.restarts(in: stage) else { return giveUp(stage, at: now) }
        return [.save] + work
    }

    private mutating func giveUp(_ stage: UpdateContract.Stage, at now: Int64) -> [Action] {
        switch stage {
        case .discovery: end([.save])
        case .evaluation, .download, .verification: report(.failed, .restarts, at: now)
        case .preparation, .apply, .validation: rollBack(.restarts, at: now)
        case .commit, .rollback: report(.unsettled, outcome?.fault ?? .restarts, at: now)
        case .report: end([.shout, .save])
        }
    }

    /// Takes up where a record left off.
    mutating func restore(_ record: LifecycleRecord, left: Int64, at now: Int64) {
        targets = record.targets
        position = record.stage.map(Position.in) ?? .ended
        (form, outcome, restarts, doubts) = (record.form, record.outcome, record.restarts, record.doubts)
        deadline = now + (stage.map { min(max(left, 0), limits.time(for: $0, isCore: isCore)) } ?? 0)
    }
}
