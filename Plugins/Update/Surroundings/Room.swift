import Contracts

/// All that is around the desk: who works for it, where it writes, whom it asks and tells, and the clocks. Tests furnish their own.
struct Room {
    var works: any Works
    var records: any Records
    /// `channels.evaluate`.
    var evaluate: (ChannelsContract.Evaluate) async throws(Fault) -> ChannelsContract.Evaluation
    /// `kernel.status`.
    var state: () async throws(Fault) -> HostState
    var tell: (News) async -> Void
    /// For the log: what nobody waits for.
    var say: (String) -> Void
    var clocks: Clocks
    var alarm: (_ ring: @escaping () -> Void) -> any Alarm
    /// Runs beside everything else, on the loop.
    var spawn: (@escaping () async -> Void) -> Task<Void, Never>
    /// What repositories there are in these folders.
    var scan: ([String]) async -> [FolderScanner.Place]
    /// Where staging folders are, absolute.
    var staging: String
}
