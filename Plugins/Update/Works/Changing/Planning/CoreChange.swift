import Contracts

/// The runtime itself, going over into the other slot, from which the guard starts it on trial.
struct CoreChange: Equatable {
    var running: String
    var other: String
    /// The staged tree; nil if what is in the other slot is to be started again.
    var tree: String?
    /// Seconds the guard waits for a confirmation.
    var trial: Int

    /// The trial before the link: nothing leads to the other slot without a way back.
    func operations(on site: Site) -> [JournalContract.Operation] {
        (tree.map { [.move(from: site.journalPath($0), to: site.journalPath(site.slot(other)))] } ?? []) + [
            .armTrial(previous: running, slot: other, deadline: trial),
            .swapLink(link: site.journalPath(site.currentSlot), to: other),
        ]
    }

    /// Longer than validation by what a start may take, and never longer than the guard's usual minute.
    static func trial(validation seconds: Int) -> Int { min(60, seconds + 10) }
}
