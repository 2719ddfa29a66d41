/// What `plugin.toml` says about one feature, with every default filled in.
///
/// A value: reading it touched no other file. `executable` and `folder` are absolute, all times are milliseconds,
/// all sizes are bytes.
public struct Manifest: Equatable, Sendable {
    /// Name of the feature: `[a-z][a-z0-9-]{0,47}`, the same as its folder's.
    public var id: String
    /// Semantic version (2.0.0).
    public var version: String
    /// The command as written; `executable` is where its first word was found.
    public var exec: [String]
    /// Default: `plugin`.
    public var kind: Kind = .plugin
    /// Default: `permanent`.
    public var restart: Restart = .permanent
    /// Features that should be ready before this one starts.
    public var after: [String] = []
    /// `["*"]`: every feature without this waits until this one has started. Nothing else yet.
    public var before: [String] = []
    /// Added to the clean environment every feature gets; never names beginning with `ROOST_`.
    public var environment: [String: String] = [:]
    public var ready: Readiness
    public var health: Health
    public var stop = Stop()
    public var limits = Limits()
    public var sandbox = Sandbox()
    public var permissions = Permissions()

    /// The file this was read from, the folder that relative paths in it start from, and the program to run.
    public var file: String = ""
    public var folder: String = ""
    public var executable: String = ""

    /// It is up before any feature that does not ask for the same.
    public var startsFirst: Bool { !before.isEmpty }

    public init(id: String, version: String, exec: [String], kind: Kind = .plugin) {
        self.id = id
        self.version = version
        self.exec = exec
        self.kind = kind
        ready = Readiness(by: kind.ownProbe)
        health = Health(by: kind.ownProbe)
    }
}

/// Thousandths of a second.
public typealias Milliseconds = UInt64

extension Manifest {
    public enum Kind: String, Sendable, CaseIterable {
        /// Speaks the bus.
        case plugin
        /// Does not: an unmodified nginx, dnsmasq, tor.
        case daemon

        /// How a feature of this kind is ready and healthy unless its manifest says otherwise.
        var ownProbe: Probe { self == .plugin ? .bus : .started }
    }

    /// OTP's words: always restarted; restarted unless it ended with status 0; never restarted.
    public enum Restart: String, Sendable, CaseIterable {
        case permanent, transient, temporary
    }

    /// How a feature says that it is ready, and how long it may take (default 10 s).
    public struct Readiness: Equatable, Sendable {
        public var by: Probe
        public var within: Milliseconds

        public init(by: Probe, within: Milliseconds = 10_000) { (self.by, self.within) = (by, within) }
    }

    /// How a ready feature shows that it still works: asked, or heard from, every `every` (default 10 s);
    /// `failures` (default 3) silent or failed rounds in a row are a crash. `started` means that being alive is enough.
    public struct Health: Equatable, Sendable {
        public var by: Probe
        public var every: Milliseconds = 10_000
        public var failures = 3
    }

    /// Which signal asks it to end (default TERM), and how long until its whole process group is killed (default 5 s).
    public struct Stop: Equatable, Sendable {
        public var signal = StopSignal.term
        public var within: Milliseconds = 5_000
    }

    /// Bounds on what it may use; nil is unbounded.
    public struct Limits: Equatable, Sendable {
        /// Bytes.
        public var memory: UInt64?
        public var processes: Int?
        /// Descriptors of one process.
        public var openFiles: Int?
        /// Cores.
        public var cpu: Double?
    }

    /// What it may reach; nil leaves that respect as it is. Once `read` or `write` is given, nothing else of the
    /// file system is theirs but what every program needs.
    public struct Sandbox: Equatable, Sendable {
        /// A user's name.
        public var user: String?
        /// Paths: absolute, relative to the manifest's folder, or beginning with `@data` (its own data folder) or
        /// `@home` (the host's).
        public var read: [String]?
        public var write: [String]?
        public var network: Network?
    }

    public enum Network: String, Sendable, CaseIterable {
        case none, loopback, full
    }

    /// Subjects it may publish to, subscribe to, and send requests to; all others are refused.
    public struct Permissions: Equatable, Sendable {
        public var publish: [String] = []
        public var subscribe: [String] = []
        public var request: [String] = []
        /// Each message it gets names its sender.
        public var senders = false
    }
}
