// MARK: - update.check, update.offer, update.explain

extension UpdateContract {
    /// `update.check`: looks for new releases now; answered with ``Checked``. The body is empty.
    public struct Checked: Codable, Equatable, Sendable {
        public var at: Double
        public var candidates: [Candidate]
        /// Why nothing could be learnt, if so.
        public var problem: String?
        /// When it is looked again.
        public var next: Double?

        public init(at: Double, candidates: [Candidate], problem: String? = nil, next: Double? = nil) {
            (self.at, self.candidates, self.problem, self.next) = (at, candidates, problem, next)
        }
    }

    /// A release that could be installed, and what its signed description says it needs.
    public struct Candidate: Codable, Equatable, Sendable {
        /// A feature's id, or `core`.
        public var id: String
        public var version: String
        /// The version that is there; null if none is.
        public var installed: String?
        public var channel: String
        /// It mends something that can be attacked.
        public var security: Bool
        /// Counts how often old releases were cut off for good.
        public var epoch: Int
        /// The oldest version it can follow.
        public var minimum: String?
        /// The oldest runtime a feature can run under.
        public var minimumCore: String?
        public var architecture: String?
        /// Bytes: to download, on disk once unpacked, and of memory it needs at most.
        public var download: Int64
        public var disk: Int64
        public var memory: Int64?

        public init(
            id: String, version: String, installed: String?, channel: String, security: Bool = false, epoch: Int = 0,
            minimum: String? = nil, minimumCore: String? = nil, architecture: String? = nil, download: Int64 = 0, disk: Int64 = 0,
            memory: Int64? = nil
        ) {
            (self.id, self.version, self.installed, self.channel) = (id, version, installed, channel)
            (self.security, self.epoch, self.minimum, self.minimumCore) = (security, epoch, minimum, minimumCore)
            (self.architecture, self.download, self.disk, self.memory) = (architecture, download, disk, memory)
        }
    }

    /// `update.offer`: somebody says that there is a release, the fleet say; it is looked for and checked like any other.
    public struct Offer: Codable, Equatable, Sendable {
        public var id: String
        public var version: String
        public var channel: String

        public init(id: String, version: String, channel: String) { (self.id, self.version, self.channel) = (id, version, channel) }
    }

    public struct Offered: Codable, Equatable, Sendable {
        public var taken: Bool
        /// Why not, or what happens next.
        public var detail: String

        public init(taken: Bool, detail: String) { (self.taken, self.detail) = (taken, detail) }
    }

    /// `update.explain`: answered with ``Explanations``, one for each candidate.
    public struct Explain: Codable, Equatable, Sendable {
        /// Only this one.
        public var id: String?
        /// As if an operator said `run` now.
        public var asked: Bool?

        public init(id: String? = nil, asked: Bool? = nil) { (self.id, self.asked) = (id, asked) }
    }

    public struct Explanations: Codable, Equatable, Sendable {
        public var explanations: [ChannelsContract.Evaluation]
        /// Of the channels that were looked into.
        public var channels: [Pace]?
        /// Why the last look for releases learnt nothing, if so.
        public var problem: String?

        public init(explanations: [ChannelsContract.Evaluation], channels: [Pace]? = nil, problem: String? = nil) {
            (self.explanations, self.channels, self.problem) = (explanations, channels, problem)
        }
    }
}

// MARK: - update.run, update.cancel, update.rollback

extension UpdateContract {
    /// `update.run`: answered with the ``Update`` once it has begun. An operator's word overrides windows, not absolute holds.
    public struct Run: Codable, Equatable, Sendable {
        /// Features, or `core`; empty for all that have something new.
        public var ids: [String]

        public init(ids: [String] = []) { self.ids = ids }
    }

    /// `update.cancel`: answered with ``Cancelled``, at any stage.
    public struct Cancel: Codable, Equatable, Sendable {
        /// Only if it is this one.
        public var id: String?

        public init(id: String? = nil) { self.id = id }
    }

    public struct Cancelled: Codable, Equatable, Sendable {
        /// cancelled, rolling-back, too-late or nothing.
        public var answer: String
        public var detail: String

        public init(answer: String, detail: String) { (self.answer, self.detail) = (answer, detail) }
    }

    /// `update.rollback`: back to the version before; answered with the ``Update`` that leads there.
    public struct Rollback: Codable, Equatable, Sendable {
        public var id: String
        public var reason: String?

        public init(id: String, reason: String? = nil) { (self.id, self.reason) = (id, reason) }
    }
}

// MARK: - update.hold, update.resume

extension UpdateContract {
    /// `update.hold`: answered with ``Holds``.
    public struct Hold: Codable, Equatable, Sendable {
        /// A feature's id or `core`; null holds everything.
        public var id: String?
        /// Null until it is lifted; a hold that is not absolute is capped by the policy.
        public var until: Double?
        /// When it was said; of a request, nobody reads it.
        public var since: Double?
        /// Not even a hotfix gets through.
        public var absolute: Bool?
        public var reason: String?

        public init(id: String? = nil, until: Double? = nil, since: Double? = nil, absolute: Bool? = nil, reason: String? = nil) {
            (self.id, self.until, self.since, self.absolute, self.reason) = (id, until, since, absolute, reason)
        }
    }

    public struct Holds: Codable, Equatable, Sendable {
        public var holds: [Hold]

        public init(holds: [Hold]) { self.holds = holds }
    }

    /// `update.resume`: lifts holds; answered with the ``Holds`` that are left.
    public struct Resume: Codable, Equatable, Sendable {
        /// Null lifts the one on everything.
        public var id: String?

        public init(id: String? = nil) { self.id = id }
    }
}

// MARK: - update.status, update.history

extension UpdateContract {
    /// `update.status`. The body is empty.
    public struct Status: Codable, Equatable, Sendable {
        /// Null when none is under way.
        public var update: Update?
        public var holds: [Hold]
        /// When it was looked for new releases, and is next.
        public var checked: Double?
        public var next: Double?
        /// Features whose new version is still watched, and until when.
        public var probations: [Probation]
        /// Of the channels that were looked into.
        public var channels: [Pace]?
        /// Why the last look for releases learnt nothing, if so.
        public var problem: String?

        public init(
            update: Update?, holds: [Hold], checked: Double?, next: Double?, probations: [Probation], channels: [Pace]? = nil,
            problem: String? = nil
        ) {
            (self.update, self.holds, self.checked, self.next) = (update, holds, checked, next)
            (self.probations, self.channels, self.problem) = (probations, channels, problem)
        }
    }

    /// How often a channel has releases, by what the repository says.
    public struct Pace: Codable, Equatable, Sendable {
        public var channel: String
        /// When it last had one, whichever feature's.
        public var released: Double
        /// From when on the next can be expected by its cadence; null where there is no telling.
        public var due: Double?

        public init(channel: String, released: Double, due: Double?) { (self.channel, self.released, self.due) = (channel, released, due) }
    }

    public struct Probation: Codable, Equatable, Sendable {
        public var target: Target
        public var until: Double
        public var crashes: Int

        public init(target: Target, until: Double, crashes: Int) {
            (self.target, self.until, self.crashes) = (target, until, crashes)
        }
    }

    /// `update.history`: answered with ``Reports``, the newest first.
    public struct History: Codable, Equatable, Sendable {
        /// At most 100; default 20.
        public var limit: Int?
        /// Only those that ended before this time.
        public var before: Double?

        public init(limit: Int? = nil, before: Double? = nil) { (self.limit, self.before) = (limit, before) }
    }

    public struct Reports: Codable, Equatable, Sendable {
        public var reports: [Report]
        /// Why the last look for releases learnt nothing, if so: there is no report of a mere look.
        public var problem: String?

        public init(reports: [Report], problem: String? = nil) { (self.reports, self.problem) = (reports, problem) }
    }
}
