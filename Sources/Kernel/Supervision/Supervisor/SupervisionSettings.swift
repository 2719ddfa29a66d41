import Manifests

/// What an operator may set about supervision, for all features.
struct SupervisionSettings: Equatable, Sendable {
    /// The wait before the first, second, … restart; the last for all further.
    var delays: [Milliseconds] = [0, 1000, 5000, 30_000]
    /// So many crashes within `period` disable a feature.
    var intensity = 5
    var period: Milliseconds = 3_600_000
    /// Of one log file, in bytes; the current one and `logFiles` - 1 older ones are kept.
    var logSize = 1 << 20
    var logFiles = 4
    /// Bytes a second that a feature may log on average; lines above are dropped and counted.
    var logRate = 256 << 10
}
