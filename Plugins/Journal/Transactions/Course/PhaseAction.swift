import Contracts

/// What follows from an event.
enum PhaseAction: Equatable, Sendable {
    /// Operations are added.
    case take
    /// A step of all operations is done, and then the phase is another.
    case work(Step, then: JournalContract.Phase)
    /// From now on it is committed; what was kept for going back is let go.
    case finish
    /// From now on it is rolled back; everything becomes as it was.
    case undo
    /// It was so already: a caller that did not hear the answer may ask again.
    case answer
    case refuse(String)
}
