import Contracts

/// How one update ended, as it is kept: the report, and what follows from it for this host.
struct Ending: Codable, Equatable {
    var report: UpdateContract.Report
    /// A ``Luggage/cause``.
    var cause: String
    /// The version waits before it is tried again here, and longer if it failed after the restart.
    var countsAgainstVersion: Bool
    var afterRestart: Bool
    /// Downloaded for it.
    var bytes: Int64
}
