import Manifests

/// The rest of the host, as supervision needs it.
protocol SupervisorDelegate: AnyObject {
    /// The child's end of a fresh socketpair, for descriptor 3 of a plugin about to start; the supervisor closes it.
    func busDescriptor(for id: String) -> Int32?
    /// More variables for a feature about to start, `NAME=value`.
    func environment(for id: String) -> [String]
    /// Its state, process or counters are other ones now.
    func feature(_ id: String, changed status: FeatureStatus)
    /// Its process has ended, wanted or not.
    func feature(_ id: String, ended cause: Cause)
    /// Its manifest is gone and nothing of it runs: forget it.
    func featureRemoved(_ id: String)
    func notice(_ notice: Notice)
    /// Something an operator should read in the host's log.
    func trouble(_ words: String)
}
