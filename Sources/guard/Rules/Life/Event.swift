/// What can happen to the guard.
enum Event: CaseIterable, Equatable {
    /// The wait before a start is over.
    case due
    /// A kernel that nobody here started still has this home.
    case homeTaken
    case started
    case startedOnTrial
    case notStarted
    case trialNotStarted
    /// The kernel says that its features are ready or have failed.
    case ready
    /// The kernel says that it is about to end on purpose.
    case restartSaid
    case confirmAsked
    /// The confirmation is on disk.
    case confirmed
    case kernelEnded
    /// Nothing was heard from the kernel for too long.
    case silent
    /// Nobody confirmed the trial in time.
    case deadlinePassed
    /// What was to end has not ended in time.
    case overdue
    case stopAsked
}
