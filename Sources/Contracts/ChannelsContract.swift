/// What the channels plugin is asked and answers on the bus. The keys are stable.
///
/// Refusals are headers, `Nats-Service-Error` and `Nats-Service-Error-Code`: 400 malformed, 404 unknown, 409 not allowed by the
/// policy, 500 with words. Times are seconds since 1970 by the machine's clock, right or wrong.
public enum ChannelsContract {
    /// Subjects of requests.
    public enum Subject {
        public static let list = "channels.list"
        public static let show = "channels.show"
        public static let set = "channels.set"
        public static let evaluate = "channels.evaluate"
    }

    /// Subjects of events.
    public enum Event {
        /// Carries a ``ReportContract/Notification``: the policy cannot be used, or can be again.
        public static let notice = "event.channels.notice"
    }

    /// The stream that holds which channels were chosen; the last good policy is in `channels.policy`.
    public static let stream = "channels"

    /// Slowest last but hotfix, which is beside all of them.
    public enum Channel: String, Codable, CaseIterable, Sendable {
        case nightly, beta, stable, lts, hotfix
    }
}

// MARK: - channels.list, channels.show, channels.set

extension ChannelsContract {
    /// `channels.list`. The body is empty.
    public struct List: Codable, Equatable, Sendable {
        public var channels: [Description]
        /// Why the policy of the file is not in force, if so.
        public var policy: PolicyProblem?

        public init(channels: [Description], policy: PolicyProblem? = nil) { (self.channels, self.policy) = (channels, policy) }
    }

    /// What is wrong with `policy.toml`; the last good policy stays in force.
    public struct PolicyProblem: Codable, Equatable, Sendable {
        public var file: String
        /// Counted from 1; 0 if it concerns the file as such.
        public var line: Int
        public var reason: String
        public var remedy: String

        public init(file: String, line: Int, reason: String, remedy: String) {
            (self.file, self.line, self.reason, self.remedy) = (file, line, reason, remedy)
        }
    }

    public struct Description: Codable, Equatable, Sendable {
        public var name: String
        /// How often it gets a release.
        public var cadence: String
        /// What it updates by itself.
        public var updates: String
        public var audience: String
        /// The policy allows it here.
        public var allowed: Bool
        /// `host`, or ids of features, that follow it.
        public var followers: [String]
        /// Null where nobody has looked into it.
        public var pace: UpdateContract.Pace?

        public init(
            name: String, cadence: String, updates: String, audience: String, allowed: Bool, followers: [String],
            pace: UpdateContract.Pace? = nil
        ) {
            (self.name, self.cadence, self.updates, self.audience) = (name, cadence, updates, audience)
            (self.allowed, self.followers, self.pace) = (allowed, followers, pace)
        }
    }

    /// `channels.show`: answered with ``Following``.
    public struct Show: Codable, Equatable, Sendable {
        /// A feature's id or `core`; null for the host's channel.
        public var id: String?

        public init(id: String? = nil) { self.id = id }
    }

    /// `channels.set`: answered with ``Following``.
    public struct Set: Codable, Equatable, Sendable {
        /// Null for the host's channel.
        public var id: String?
        /// Null for the host's, of a feature.
        public var channel: String?
        /// Takes what is newest there, even if it is older than what is installed.
        public var downgrade: Bool?

        public init(id: String? = nil, channel: String?, downgrade: Bool? = nil) {
            (self.id, self.channel, self.downgrade) = (id, channel, downgrade)
        }
    }

    public struct Following: Codable, Equatable, Sendable {
        public var id: String?
        public var channel: String
        public var cadence: String
        /// operator, policy, host or default.
        public var by: String
        /// What it waits for, if it was moved to a slower channel that is behind.
        public var waits: String?
        /// Null where nobody has looked into it.
        public var pace: UpdateContract.Pace?

        public init(
            id: String?, channel: String, cadence: String, by: String, waits: String? = nil, pace: UpdateContract.Pace? = nil
        ) {
            (self.id, self.channel, self.cadence, self.by) = (id, channel, cadence, by)
            (self.waits, self.pace) = (waits, pace)
        }
    }
}

// MARK: - channels.evaluate

extension ChannelsContract {
    /// `channels.evaluate`: answered with an ``Evaluation``.
    public struct Evaluate: Codable, Equatable, Sendable {
        public var candidate: UpdateContract.Candidate
        /// An operator asked for it by name.
        public var asked: Bool
        public var holds: [UpdateContract.Hold]
        /// How often this version failed here.
        public var failure: Failure?
        /// Bytes downloaded for updates in the last 30 days.
        public var used: Int64
        /// Of the release that is installed; null counts as 0.
        public var epoch: Int?

        public init(
            candidate: UpdateContract.Candidate, asked: Bool = false, holds: [UpdateContract.Hold] = [], failure: Failure? = nil,
            used: Int64 = 0, epoch: Int? = nil
        ) {
            (self.candidate, self.asked, self.holds, self.failure) = (candidate, asked, holds, failure)
            (self.used, self.epoch) = (used, epoch)
        }
    }

    /// That a version failed here.
    public struct Failure: Codable, Equatable, Sendable {
        public var count: Int
        /// Of the last one.
        public var at: Double
        /// It came after the restart into the new version.
        public var afterRestart: Bool
        public var reason: String

        public init(count: Int, at: Double, afterRestart: Bool, reason: String) {
            (self.count, self.at, self.afterRestart, self.reason) = (count, at, afterRestart, reason)
        }
    }

    public enum Verdict: String, Codable, CaseIterable, Sendable {
        case pass, wait, refuse
    }

    /// All that was asked about one candidate, and what follows.
    public struct Evaluation: Codable, Equatable, Sendable {
        public var candidate: UpdateContract.Candidate
        /// A ``Verdict``: the worst of all criteria.
        public var verdict: String
        /// When it is worth asking again; null if only something else can change it.
        public var again: Double?
        public var criteria: [Criterion]
        /// Why the policy of the file is not what was judged by, if so.
        public var policy: PolicyProblem?

        public init(
            candidate: UpdateContract.Candidate, verdict: String, again: Double?, criteria: [Criterion], policy: PolicyProblem? = nil
        ) {
            (self.candidate, self.verdict, self.again, self.criteria) = (candidate, verdict, again, criteria)
            self.policy = policy
        }
    }

    public struct Criterion: Codable, Equatable, Sendable {
        public var criterion: String
        /// A ``Verdict``.
        public var verdict: String
        public var reason: String
        public var again: Double?

        public init(criterion: String, verdict: String, reason: String, again: Double?) {
            (self.criterion, self.verdict, self.reason, self.again) = (criterion, verdict, reason, again)
        }
    }
}
