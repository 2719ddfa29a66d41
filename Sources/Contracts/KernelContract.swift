/// What the kernel answers and tells on the bus. The keys are stable: scripts read them through `--json`.
///
/// Refusals are headers, `Nats-Service-Error` and `Nats-Service-Error-Code`; times are seconds since 1970 by the
/// machine's clock, right or wrong; what may be missing may also be null.
public enum KernelContract {
    /// Subjects of requests.
    public enum Subject {
        public static let status = "kernel.status"
        public static let show = "kernel.feature.show"
        public static let rescan = "kernel.rescan"
        public static let doctor = "kernel.doctor"
        public static let peers = "kernel.bus.peers"
        /// Asks the guard to keep the release that runs: a ``Confirmation``, answered by ``Confirmed`` once it is on disk.
        public static let confirm = "kernel.confirm"
        /// Ends everything, and the guard starts what the slots say by then: ``Restarting`` is answered first.
        public static let restart = "kernel.restart"

        /// The answer is a ``Feature``: of start and restart once it is ready or has failed, of stop and disable once nothing of it is
        /// left, else once the command is taken.
        public static func command(_ command: Command) -> String { "kernel.feature.\(command.rawValue)" }
    }

    /// Subjects of events.
    public enum Event {
        /// Carries a ``FeatureChange``.
        public static let feature = "event.kernel.feature"
        /// Carries a ``Notice``.
        public static let notice = "event.kernel.notice"
    }

    public enum Command: String, Codable, CaseIterable, Sendable {
        case start, stop, restart, enable, disable, reset
    }

    /// The body of every request about one feature.
    public struct ID: Codable, Equatable, Sendable {
        public var id: String

        public init(id: String) { self.id = id }
    }
}

// MARK: - kernel.status

extension KernelContract {
    public struct Status: Codable, Equatable, Sendable {
        public var version: String
        public var uptimeSeconds: Double
        public var features: [Feature]
        public var bus: Bus?
        /// The slot it was started from: a, b or factory.
        public var slot: String?
        /// Whether a guard watches this host.
        public var `guard`: Bool?
    }

    /// One feature as it is now.
    public struct Feature: Codable, Equatable, Sendable {
        public var id: String
        public var version: String?
        /// stopped, starting, ready, stopping, backoff, disabled or invalid.
        public var state: String
        /// Null when no process runs.
        public var pid: Int32?
        /// Starts after the first since this host started.
        public var restarts: Int
        /// Crashes within the window that may disable it.
        public var crashes: Int
        /// Why it is not well; null when all is as wished.
        public var cause: String?
        /// When it entered its state.
        public var since: Double?
    }

    public struct Bus: Codable, Equatable, Sendable {
        public var connections: Int
        public var subscriptions: Int
        public var inMessages: Int64
        public var outMessages: Int64
        public var inBytes: Int64
        public var outBytes: Int64
        /// Peers cut off because they did not read.
        public var slowConsumers: Int
    }
}

// MARK: - kernel.feature.show

extension KernelContract {
    /// What is known of one feature beyond its ``Feature`` fields, which stand beside these in the same object.
    public struct Details: Codable, Equatable, Sendable {
        /// The manifest's file.
        public var file: String?
        /// Its own folder, absolute.
        public var data: String?
        /// Where its manifest lets it write, absolute paths; empty also where it is not confined.
        public var grants: [String]?
        /// Of its manifest; null if it runs as the host does.
        public var user: String?
        public var limits: [Limit]?
        /// The latest crashes, the last one at the end.
        public var history: [Crash]?
        public var messages: Messages?
        public var manifest: Manifest?
    }

    /// Of the manifest, the lines a person asks for; the object holds all of it.
    public struct Manifest: Codable, Equatable, Sendable {
        public var kind: String?
        public var exec: [String]?
        public var restart: String?
        public var after: [String]?
    }

    public struct Limit: Codable, Equatable, Sendable {
        public var name: String
        public var value: String
        public var enforced: Bool
        /// By what it is enforced, or why it is not.
        public var how: String
    }

    public struct Crash: Codable, Equatable, Sendable {
        public var at: Double
        public var cause: String
        /// The end of what it wrote to stderr.
        public var lastWords: String?
    }

    public struct Messages: Codable, Equatable, Sendable {
        public var `in`: Int64
        public var out: Int64
        /// Waiting for it to read.
        public var pendingBytes: Int64
    }
}

// MARK: - kernel.confirm, kernel.restart

extension KernelContract {
    public struct Confirmation: Codable, Equatable, Sendable {
        /// At most 64 letters, digits and `-`; null if there is none.
        public var transaction: String?

        public init(transaction: String? = nil) { self.transaction = transaction }
    }

    public struct Confirmed: Codable, Equatable, Sendable {
        public var confirmed: Bool
    }

    public struct Restarting: Codable, Equatable, Sendable {
        public var restarting: Bool
    }
}

// MARK: - kernel.rescan, kernel.doctor, kernel.bus.peers

extension KernelContract {
    public struct Rescan: Codable, Equatable, Sendable {
        public var added: [String]
        public var changed: [String]
        public var removed: [String]
        public var invalid: [Problem]
    }

    /// Why a manifest cannot be used.
    public struct Problem: Codable, Equatable, Sendable {
        public var id: String
        public var file: String
        /// Counted from 1.
        public var line: Int
        public var reason: String
        public var remedy: String
    }

    public struct Diagnosis: Codable, Equatable, Sendable {
        public var checks: [Check]

        public init(checks: [Check]) { self.checks = checks }
    }

    public struct Check: Codable, Equatable, Sendable {
        public var name: String
        public var ok: Bool
        public var detail: String
        /// Empty if nothing has to be done.
        public var remedy: String?

        public init(name: String, ok: Bool, detail: String, remedy: String? = nil) {
            (self.name, self.ok, self.detail, self.remedy) = (name, ok, detail, remedy)
        }
    }

    public struct Peers: Codable, Equatable, Sendable {
        public var peers: [Peer]
    }

    /// One connection to the bus.
    public struct Peer: Codable, Equatable, Sendable {
        public var id: Int64
        public var name: String?
        /// birth, unix or tcp.
        public var door: String
        /// The feature it belongs to, if any.
        public var feature: String?
        public var lang: String?
        public var subscriptions: Int
        public var inMessages: Int64
        public var outMessages: Int64
        public var inBytes: Int64
        public var outBytes: Int64
        public var pendingBytes: Int64
    }
}

// MARK: - Events

extension KernelContract {
    public struct FeatureChange: Codable, Equatable, Sendable {
        public var id: String
        public var state: String
        public var pid: Int32?
        public var cause: String?
        public var at: Double?
    }

    /// A sentence for the user about a feature, with its cause and what to do.
    public struct Notice: Codable, Equatable, Sendable {
        public var id: String
        public var text: String
        public var cause: String
        public var lastWords: String
        public var remedy: String
    }
}
