import Contracts

@testable import Update

/// Ways through the lifecycle, for tests.
enum Walk {
    static let feature = [UpdateContract.Target(id: "adblock", from: "1.0.0", to: "1.1.0")]
    static let core = [UpdateContract.Target(id: UpdateContract.core, from: "1.0.0", to: "2.0.0")]
    static let bad = Fault(.health, "it is bad")

    typealias Stage = UpdateContract.Stage

    /// Every event there is.
    static func events(_ targets: [UpdateContract.Target]) -> [Lifecycle.Event] {
        let judged = ChannelsContract.Verdict.allCases.map { Lifecycle.Event.judged($0, "so it is") }
        let stages = Stage.allCases.flatMap { [Lifecycle.Event.done($0), .failed($0, bad)] }
        let resumed = JournalFinding.allCases.map { Lifecycle.Event.resumed($0) }
        return [.found(targets), .found([]), .nothing, .deadline, .cancel, .shutdown] + judged + stages + resumed
    }

    /// What leads from one stage to the next when all is well.
    static func step(from stage: Stage, isCore: Bool = false) -> Lifecycle.Event {
        switch stage {
        case .discovery: .found(isCore ? core : feature)
        case .evaluation: .judged(.pass, "")
        case .apply where isCore: .resumed(.switched)
        default: .done(stage)
        }
    }

    /// An update in this stage; `full` if the delta has failed already.
    static func to(_ stage: Stage, isCore: Bool = false, full: Bool = false, limits: LifecycleLimits = LifecycleLimits()) -> Lifecycle {
        var lifecycle = Lifecycle(id: "u1", limits: limits, at: 0)
        while lifecycle.stage != stage || full && stage == .download && lifecycle.form == .delta {
            guard let present = lifecycle.stage else { preconditionFailure("no way to \(stage)") }
            let isLost = stage == .rollback && present == .validation || full && present == .download && lifecycle.form == .delta
            _ = lifecycle.handle(isLost ? .failed(present, bad) : step(from: present, isCore: isCore), at: 0)
        }
        return lifecycle
    }
}
