extension JournalContract {
    /// In this order.
    public enum Phase: String, Codable, CaseIterable, Sendable {
        case staging = "STAGING"
        case migration = "MIGRATION"
        case `switch` = "SWITCH"
        case validation = "VALIDATION"
        case commit = "COMMIT"
    }

    /// How a transaction ended.
    public enum End: String, Codable, CaseIterable, Sendable {
        case done
        case rolledBack = "rolled-back"
    }

    /// `journal.begin`: answered with a ``Transaction`` in STAGING.
    ///
    /// None is held for ever. The journal rolls it back by itself 10 minutes after its last operation was planned, 30 after MIGRATION
    /// and 10 after SWITCH was entered, and when VALIDATION has lasted as long as it may, unless its slot is on trial. It does so too 5
    /// minutes after its owner has ended and was not started again.
    public struct Begin: Codable, Equatable, Sendable {
        /// What it is for, `update` say.
        public var kind: String
        /// The versions it leads from and to.
        public var from: String
        public var to: String
        public var operations: [Operation]?
        /// Seconds that VALIDATION may last, from 1 to ``longestValidation``; ``usualValidation`` if missing.
        public var deadline: Double?

        public init(kind: String, from: String, to: String, operations: [Operation]? = nil, deadline: Double? = nil) {
            (self.kind, self.from, self.to) = (kind, from, to)
            (self.operations, self.deadline) = (operations, deadline)
        }
    }

    /// `journal.plan`: adds operations, in STAGING.
    public struct Plan: Codable, Equatable, Sendable {
        public var id: String
        public var operations: [Operation]

        public init(id: String, operations: [Operation]) { (self.id, self.operations) = (id, operations) }
    }

    /// `journal.advance`, `journal.commit`, `journal.rollback`: the next phase, and an event appended in the same instant.
    ///
    /// Who did not hear the answer may ask again: what is done already is answered with the transaction as it is.
    public struct Step<Event> {
        public var id: String
        /// Of an advance: the phase whose work is to be done. Without it that is the present one, and who asks twice is led on twice.
        public var phase: Phase?
        /// Of a rollback.
        public var reason: String?
        public var event: Append<Event>?

        public init(id: String, phase: Phase? = nil, reason: String? = nil, event: Append<Event>? = nil) {
            (self.id, self.phase, self.reason, self.event) = (id, phase, reason, event)
        }
    }

    /// The body of requests about one transaction.
    public struct ID: Codable, Equatable, Sendable {
        public var id: String

        public init(id: String) { self.id = id }
    }

    public struct Transaction: Codable, Equatable, Sendable {
        /// A decimal number.
        public var id: String
        /// Who began it: a feature's id, or an administrator (`@admin`, `@user:NAME`).
        public var owner: String
        public var kind: String
        public var from: String
        public var to: String
        /// A ``Phase``, the one it is in or ended in; another word was written by a newer version.
        public var phase: String
        /// An ``End``; null while it is under way.
        public var outcome: String?
        public var reason: String?
        /// How often recovery at boot has had to do with it; tries by hand do not count.
        public var recoveries: Int
        public var begun: Double
        public var ended: Double?
        public var operations: [Deed]
        /// Of the answer to a commit: it is committed, but what was kept for going back could not all be removed yet. The journal goes
        /// on trying.
        public var note: String?

        public init(
            id: String, owner: String, kind: String, from: String, to: String, phase: String, outcome: String? = nil,
            reason: String? = nil, recoveries: Int = 0, begun: Double, ended: Double? = nil, operations: [Deed] = [], note: String? = nil
        ) {
            (self.id, self.owner, self.kind, self.from, self.to) = (id, owner, kind, from, to)
            (self.phase, self.outcome, self.reason, self.recoveries) = (phase, outcome, reason, recoveries)
            (self.begun, self.ended, self.operations, self.note) = (begun, ended, operations, note)
        }
    }

    /// One operation of a transaction and how far it is.
    public struct Deed: Codable, Equatable, Sendable {
        /// In words, `move @data/new to @data/current`.
        public var operation: String
        /// planned, staging, staged, migrating, migrated, switching, switched, undoing, undone, finishing or finished.
        public var state: String
        /// Why it failed, if it did.
        public var note: String?

        public init(operation: String, state: String, note: String? = nil) {
            (self.operation, self.state, self.note) = (operation, state, note)
        }
    }

    /// `journal.list`: answered with ``Transactions``, the newest first.
    public struct List: Codable, Equatable, Sendable {
        /// At most 100; default 20.
        public var limit: Int?
        /// Only those older than this id.
        public var before: String?

        public init(limit: Int? = nil, before: String? = nil) { (self.limit, self.before) = (limit, before) }
    }

    public struct Transactions: Codable, Equatable, Sendable {
        public var transactions: [Transaction]

        public init(transactions: [Transaction]) { self.transactions = transactions }
    }

    /// What the stream `journal` and `event.journal.outcome` say of a transaction's end.
    public struct Outcome: Codable, Equatable, Sendable {
        public var transaction: String
        public var outcome: String
        public var reason: String?
        /// The phase it ended in.
        public var phase: String
        public var at: Double

        public init(transaction: String, outcome: String, reason: String?, phase: String, at: Double) {
            (self.transaction, self.outcome, self.reason, self.phase, self.at) = (transaction, outcome, reason, phase, at)
        }
    }
}

extension JournalContract.Step: Sendable where Event: Sendable {}
extension JournalContract.Step: Encodable where Event: Encodable {}
extension JournalContract.Step: Decodable where Event: Decodable {}
