/// The host's configuration, `roost.toml`, with every default filled in.
///
/// The command line reads it and hands it to the kernel as JSON: the kernel process never sees TOML.
public struct Configuration: Equatable, Sendable {
    public var host = Host()
    public var bus = Bus()
    public var supervision = Supervision()
    public var log = Log()

    public init() {}

    public struct Host: Equatable, Sendable {
        /// Folders with manifests besides `<home>/plugins`, absolute.
        public var plugins: [String] = []
        /// Its members may do at the unix door what root may.
        public var adminGroup: String?
    }

    public struct Supervision: Equatable, Sendable {
        /// Before the first, second, … restart after crashes; the last one counts for all that follow.
        public var delays: [Milliseconds] = [0, 1_000, 5_000, 30_000]
        /// So many crashes within `period` disable a feature.
        public var crashes = 5
        public var period: Milliseconds = 3_600_000
    }

    public struct Log: Equatable, Sendable {
        public var level = Level.info
        /// Bytes of one log file of a feature, and how many there are, the current one included.
        public var fileSize: UInt64 = 1 << 20
        public var files = 4
        /// Bytes a second of one feature; what comes faster is dropped, counted and said.
        public var rate: UInt64 = 256 << 10

        public enum Level: String, CaseIterable, Sendable {
            case trace, debug, info, notice, warning, error, critical
        }
    }
}
