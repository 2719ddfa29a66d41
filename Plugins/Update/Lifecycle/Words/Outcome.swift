import Contracts

/// How an update ends, in which stage that was decided, and why.
struct Outcome: Codable, Hashable {
    var end: UpdateContract.End
    var stage: UpdateContract.Stage?
    var fault: Fault?

    init(_ end: UpdateContract.End, in stage: UpdateContract.Stage?, _ fault: Fault?) {
        (self.end, self.stage, self.fault) = (end, stage, fault)
    }

    /// The restart into the new version had happened. In apply it may have: of the core, the guard's word tells.
    var isAfterRestart: Bool { end == .rolledBack && (stage == .validation || stage == .commit) }
}
