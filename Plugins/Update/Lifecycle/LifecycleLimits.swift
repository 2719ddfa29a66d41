import Contracts

/// How long each stage may take, and how often it may be begun again.
struct LifecycleLimits: Hashable {
    /// Milliseconds. Validation of the core ends before the guard's trial of 60 s does, so that the guard is the last resort.
    var times: [UpdateContract.Stage: Int64] = [
        .discovery: 600_000, .evaluation: 60_000, .download: 6 * 3_600_000, .verification: 900_000, .preparation: 900_000,
        .apply: 300_000, .validation: 60_000, .commit: 120_000, .rollback: 300_000, .report: 60_000,
    ]
    var coreValidation: Int64 = 50_000
    /// A download goes on where it was: a restart costs it nothing.
    var downloadRestarts = 64
    /// A report that cannot be kept, the disk being full, is tried for a day; nothing could be updated meanwhile anyway.
    var reportRestarts = 1440
    var restarts = 8
    var doubts = 4

    func time(for stage: UpdateContract.Stage, isCore: Bool) -> Int64 {
        guard let time = times[stage] else { preconditionFailure("stage \(stage) has no deadline") }
        return isCore && stage == .validation ? min(time, coreValidation) : time
    }

    func restarts(in stage: UpdateContract.Stage) -> Int {
        switch stage {
        case .download: downloadRestarts
        case .report: reportRestarts
        default: restarts
        }
    }
}
