import Contracts

/// What the host says of itself, as far as updates go by it.
struct HostState: Equatable {
    /// By id; the core is not among them.
    var features: [String: Feature] = [:]
    /// The slot it was started from, and the one that is to be started: they differ from a core update's switch to its restart.
    var slot: String?
    var chosenSlot: String?

    struct Feature: Equatable {
        var version: String
        /// The kernel gave it up because it crashed too often.
        var isDisabledByCrashes = false
        var crashes = 0
    }

    /// Whether what the slots say runs already. A host without slots has nothing else to run.
    var runsChosenSlot: Bool { slot == nil || chosenSlot == nil || slot == chosenSlot }
}
