import EventLoop

/// One feature as `roost status` shows it.
struct FeatureStatus: Equatable, Sendable {
    var id: String
    var version: String
    var state: FeatureState
    /// Of the process that was started; nil when none runs.
    var pid: Int32?
    /// Starts after the first since this host started.
    var restarts: Int
    /// Crashes within the window that may disable it.
    var crashes: Int
    /// Why it is not well: the latest crash, or what is wrong with its manifest; nil when all is as wished.
    var cause: String?
    /// When it entered its state.
    var since: BootTime
}
