import Contracts

/// What of an update is written down: an event of the stream `update`. A reader of this version refuses others.
struct LifecycleRecord: Codable, Equatable {
    static let version = 1

    var version: Int
    var id: String
    var targets: [UpdateContract.Target]
    /// Null once it has ended.
    var stage: UpdateContract.Stage?
    var form: ArtifactForm
    var outcome: Outcome?
    var restarts: Int
    var doubts: Int
    /// Of the machine at `at`, milliseconds of its boot-time clock.
    var boot: String
    var at: Int64
    /// Milliseconds until the deadline, then.
    var left: Int64
}
