extension JournalContract {
    /// `journal.recover`: answered with a ``Recovery``.
    public struct Recover: Codable, Equatable, Sendable {
        /// Only says what would be done.
        public var dryRun: Bool

        public init(dryRun: Bool) { self.dryRun = dryRun }
    }

    /// What recovery found, and did or would do.
    public struct Recovery: Codable, Equatable, Sendable {
        public var dryRun: Bool
        public var at: Double
        public var findings: [Finding]
        /// What a person should know beside them: a corrupt file set aside, say.
        public var notices: [String]

        public init(dryRun: Bool, at: Double, findings: [Finding], notices: [String] = []) {
            (self.dryRun, self.at, self.findings, self.notices) = (dryRun, at, findings, notices)
        }
    }

    /// One unfinished transaction.
    public struct Finding: Codable, Equatable, Sendable {
        public var transaction: String
        public var kind: String
        public var owner: String
        public var phase: String
        /// In words.
        public var found: String
        public var decision: String
        /// Why it could not be done wholly, if so.
        public var problem: String?

        public init(
            transaction: String, kind: String, owner: String, phase: String, found: String, decision: String, problem: String? = nil
        ) {
            (self.transaction, self.kind, self.owner, self.phase) = (transaction, kind, owner, phase)
            (self.found, self.decision, self.problem) = (found, decision, problem)
        }
    }

    /// A sentence for the user, with what to do.
    public struct Notice: Codable, Equatable, Sendable {
        public var text: String
        public var remedy: String
        public var at: Double

        public init(text: String, remedy: String, at: Double) { (self.text, self.remedy, self.at) = (text, remedy, at) }
    }
}
