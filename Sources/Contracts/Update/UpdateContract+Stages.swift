extension UpdateContract {
    /// The nine stages in their order; the eighth is one of two.
    public enum Stage: String, Codable, CaseIterable, Sendable {
        case discovery, evaluation, download, verification, preparation, apply, validation, commit, rollback, report
    }

    /// How an update ended.
    public enum End: String, Codable, CaseIterable, Sendable {
        case committed
        /// The version before is back.
        case rolledBack = "rolled-back"
        /// Nothing of it was ever in place.
        case failed
        /// By an operator, before anything was in place.
        case cancelled
        /// The policy does not allow it.
        case refused
        /// Not yet; it is asked again.
        case deferred
        /// The journal does not say; its recovery at the next start brings back the old or finishes the new.
        case unsettled
    }

    /// The causes of an update that lead back to the version before.
    public enum Return: String, Codable, CaseIterable, Sendable {
        /// An operator said so.
        case rollback
        /// The new version crashed too often.
        case probation
    }

    /// What is replaced by what.
    public struct Target: Codable, Equatable, Hashable, Sendable {
        /// A feature's id, or `core`.
        public var id: String
        /// Empty if it was not there before.
        public var from: String
        public var to: String

        public init(id: String, from: String, to: String) { (self.id, self.from, self.to) = (id, from, to) }
    }

    /// An update under way, or the last one.
    public struct Update: Codable, Equatable, Sendable {
        /// Unique for ever on this host.
        public var id: String
        /// All of them are committed, or all rolled back.
        public var targets: [Target]
        /// A ``Stage``.
        public var stage: String
        /// When it entered the stage, and until when it has to leave it.
        public var since: Double
        public var deadline: Double?
        public var progress: Progress?
        /// Why it does not go on at the moment; it is tried again by itself.
        public var problem: String?

        public init(
            id: String, targets: [Target], stage: String, since: Double, deadline: Double? = nil, progress: Progress? = nil,
            problem: String? = nil
        ) {
            (self.id, self.targets, self.stage) = (id, targets, stage)
            (self.since, self.deadline, self.progress, self.problem) = (since, deadline, progress, problem)
        }
    }

    /// Bytes, of a download.
    public struct Progress: Codable, Equatable, Sendable {
        public var done: Int64
        public var total: Int64
        /// delta or full.
        public var form: String

        public init(done: Int64, total: Int64, form: String) { (self.done, self.total, self.form) = (done, total, form) }
    }

    /// What `event.update.<stage>` tells: an update entered the stage.
    public struct Step: Codable, Equatable, Sendable {
        public var id: String
        public var targets: [Target]
        public var stage: String
        public var at: Double
        /// Why, of a rollback.
        public var reason: String?

        public init(id: String, targets: [Target], stage: String, at: Double, reason: String? = nil) {
            (self.id, self.targets, self.stage, self.at, self.reason) = (id, targets, stage, at, reason)
        }
    }

    /// How one update ended and why; told and kept once for each.
    public struct Report: Codable, Equatable, Sendable {
        /// The update's id: who has seen it already, knows it by this.
        public var id: String
        /// Why it was taken up: request, schedule, offer, folder, or a ``Return``.
        public var cause: String?
        public var targets: [Target]
        /// An ``End``.
        public var end: String
        /// The ``Stage`` that decided it.
        public var stage: String
        public var reason: String
        /// What to do about it; empty if nothing has to be done.
        public var remedy: String
        public var begun: Double
        public var ended: Double
        public var checks: [Check]
        /// What else an operator should know: what could not be kept for going back, say.
        public var notes: [String]?

        public init(
            id: String, cause: String?, targets: [Target], end: String, stage: String, reason: String, remedy: String, begun: Double,
            ended: Double, checks: [Check] = [], notes: [String]? = nil
        ) {
            (self.id, self.cause, self.targets, self.end, self.stage) = (id, cause, targets, end, stage)
            (self.reason, self.remedy) = (reason, remedy)
            (self.begun, self.ended, self.checks, self.notes) = (begun, ended, checks, notes)
        }

        /// Back to the version before: an update by its stages, but not for who reads of it.
        public var wayBack: Return? { cause.flatMap(Return.init) }
    }

    /// One question of validation, asked before and after.
    public struct Check: Codable, Equatable, Sendable {
        public var name: String
        /// passed, failed, or unknown if it was not asked.
        public var before: String
        public var after: String
        /// Whether it speaks against the update.
        public var counts: Bool
        public var detail: String

        public init(name: String, before: String, after: String, counts: Bool, detail: String) {
            (self.name, self.before, self.after, self.counts, self.detail) = (name, before, after, counts, detail)
        }
    }
}
