import Contracts

/// How one update ended, as it is kept: the report, and what follows from it for this host.
struct Ending: Codable, Equatable {
    var report: UpdateContract.Report
    /// The version waits before it is tried again here, and longer if it failed after the restart.
    var countsAgainstVersion: Bool
    var afterRestart: Bool
    /// Downloaded for it.
    var bytes: Int64

    /// It led back to the version before.
    var isReturn: Bool { report.cause.flatMap(Errand.Cause.init)?.isReturn ?? false }
}
