/// What `policy.toml` says about updates, with every default filled in: what is taken, when, and how a new version is judged.
///
/// An empty file, and none, means: stable, at any time, with backoff and reserves. Seconds and bytes.
public struct Policy: Equatable, Sendable {
    public var repository = Repository()
    public var channels = Channels()
    /// None: at any time.
    public var windows: [Window] = []
    public var limits = Limits()
    public var failures = Failures()
    public var validation = Validation()

    public init() {}

    /// The four that can be followed; every router takes hotfixes as well.
    public enum Channel: String, CaseIterable, Sendable {
        case nightly, beta, stable, lts
    }

    /// Where releases come from; what is trusted of it stands in the home's folder `trust`, which no file of words can change.
    public struct Repository: Equatable, Sendable {
        /// A URL, or a folder by its whole path; nil: nothing is looked for but where an operator says.
        public var url: String?
        /// A repository that comes and goes, as on a USB stick: watched, and checked like the other.
        public var folder: String?

        public init(url: String? = nil, folder: String? = nil) { (self.url, self.folder) = (url, folder) }
    }

    public struct Channels: Equatable, Sendable {
        public var follow: Channel
        /// Channels that may be followed at all besides stable and lts.
        public var optIn: [Channel]
        /// By a feature's id, or `core`.
        public var features: [String: Channel]

        public init(follow: Channel = .stable, optIn: [Channel] = [], features: [String: Channel] = [:]) {
            (self.follow, self.optIn, self.features) = (follow, optIn, features)
        }
    }

    /// Updates are applied only while one of these is open.
    public struct Window: Equatable, Sendable {
        /// When it opens.
        public var cron: CronExpression
        public var length: Int
        /// A name as in Europe/Berlin, or a POSIX rule as in CET-1CEST,M3.5.0,M10.5.0/3.
        public var zone: String

        public init(cron: CronExpression, length: Int, zone: String) {
            (self.cron, self.length, self.zone) = (cron, length, zone)
        }
    }

    public struct Limits: Equatable, Sendable {
        /// To stay free.
        public var diskReserve: Int64 = 32 << 20
        public var memoryReserve: Int64 = 16 << 20
        /// Downloads within 30 days; nil is unbounded.
        public var bytes: Int64?
        /// Bytes a second; nil is unbounded.
        public var bandwidth: Int64?
        /// No hold that is not absolute lasts longer.
        public var longestHold = 14 * 86_400
    }

    /// How long a version that failed here is left alone.
    public struct Failures: Equatable, Sendable {
        public var first = 8 * 3600
        public var longest = 14 * 86_400
    }

    public struct Validation: Equatable, Sendable {
        public var within = 60
        public var probes: [NamedProbe] = []
        /// The line to the outside: a target, and a second one and the gateway that tell whose fault it is.
        public var line: Probe?
        public var secondTarget: Probe?
        public var gateway: Probe?
    }

    public struct NamedProbe: Equatable, Sendable {
        public var name: String
        public var by: Probe

        public init(name: String, by: Probe) { (self.name, self.by) = (name, by) }
    }
}
