/// What an operator sees of a feature's life.
enum FeatureState: String, CaseIterable, Sendable {
    /// At rest: not started yet, asked to stop, or ended as it should.
    case stopped
    /// Runs, has not said that it is ready.
    case starting
    case ready
    /// Has been told to end, or is being killed.
    case stopping
    /// Crashed; waits for its next start.
    case backoff
    /// Crashed too often, or an operator does not want it.
    case disabled
    /// Its manifest cannot be used.
    case invalid
}
