import Contracts

/// All that the update desk has done for it and does not do itself; evaluation and the report are the desk's own.
///
/// Everything is called on the plugin's loop, and never two works at a time: the next one begins when the one before has returned.
protocol Works {
    var discovery: any Discovery { get }

    /// When each channel that was looked into last had a release, seconds since 1970.
    var released: [String: Double] { get }

    /// Of download, verification, preparation, apply, validation, commit and rollback.
    func work(for stage: UpdateContract.Stage) -> any StageWork

    /// Removes what updates that are over have left: every staging folder but that one. Never throws: what stays is tried again.
    func tidy(keeping update: String?) async

    /// Why the guard took back what this transaction had switched to; nil if it did not, or has done so again since.
    func guardsReason(for transaction: String) async -> String?
}
