import Contracts
import FoundationEssentials
import Storage

/// The transactions in the journal's database. Each method is one act: all of it survives a power cut, or nothing.
struct TransactionTable {
    /// So many of each owner's that ended are kept to be looked at.
    static let maximumEnded = 1_000

    /// Bytes of a note or a reason: what is told of a transaction must go into one message.
    static let maximumWords = 2_000

    let database: Database
    let streams: StreamTable
    let now: Moment

    /// A new one in STAGING; `plan` makes its operations once its number is known, and may refuse.
    func begin(
        owner: String, kind: String, from: String, to: String, validation: Double = JournalContract.usualValidation,
        number: (Int64) -> Int64 = TransactionNumbers.next(after:), plan: (Int64) throws -> [JournalContract.Operation]
    ) throws -> TransactionRecord {
        try database.transaction {
            // Of those that are forgotten too, as AUTOINCREMENT keeps it.
            let last = try database.value("SELECT seq FROM sqlite_sequence WHERE name = 'transactions'", as: Int64.self)
            let id = number(last ?? 0)
            try database.run(
                "INSERT INTO transactions (id, owner, kind, \"from\", \"to\", phase, begun) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id, owner, kind, from, to, JournalContract.Phase.staging.rawValue, now.wall)
            try begin(Term(since: now.journal, validation: validation), of: id)
            try insert(try plan(id), from: 0, of: id)
            return try require(id)
        }
    }

    /// More operations, after those it has; each of them gives it time, none does not.
    func add(_ operations: [JournalContract.Operation], to id: Int64, after count: Int) throws -> TransactionRecord {
        try database.transaction {
            try insert(operations, from: count, of: id)
            if !operations.isEmpty { try renewTerm(of: id) }
            return try require(id)
        }
    }

    private func insert(_ operations: [JournalContract.Operation], from first: Int, of id: Int64) throws {
        for (index, operation) in operations.enumerated() {
            let record = try OperationRecord(n: first + index, operation)
            try database.run(
                "INSERT INTO operations (transaction_id, n, json, state) VALUES (?, ?, ?, ?)",
                id, record.n, record.json, OperationState.planned.rawValue)
        }
    }

    func find(_ id: Int64) throws -> TransactionRecord? { try read("WHERE id = ?", [id]).first }

    /// Those under way, the oldest first.
    func open() throws -> [TransactionRecord] { try read("WHERE outcome IS NULL ORDER BY id", []) }

    /// Of one owner or of all, the newest first.
    func list(limit: Int, before id: Int64? = nil, owner: String? = nil) throws -> [TransactionRecord] {
        try read("WHERE id < ? AND owner = coalesce(?, owner) ORDER BY id DESC LIMIT ?", [id ?? .max, owner, limit])
    }

    private func require(_ id: Int64) throws -> TransactionRecord {
        guard let record = try find(id) else { preconditionFailure("transaction \(id) is gone") }
        return record
    }

    private func read(_ condition: String, _ values: [any StorableValue]) throws -> [TransactionRecord] {
        let columns = "id, owner, kind, \"from\", \"to\", phase, outcome, reason, recoveries, begun, ended"
        var records: [TransactionRecord] = []
        try database.using("SELECT \(columns) FROM transactions \(condition)", values) { statement throws(SQLiteError) in
            typealias Row = (Int64, String, String, String, String, String, String?, String?, Int, Double, Double?)
            while let row: Row = try statement.next() {
                records.append(
                    TransactionRecord(
                        id: row.0, owner: row.1, kind: row.2, from: row.3, to: row.4, phase: row.5, outcome: row.6, reason: row.7,
                        recoveries: row.8, begun: row.9, ended: row.10, operations: []))
            }
        }
        for index in records.indices {
            records[index].operations = try operations(of: records[index].id)
            guard records[index].outcome == nil else { continue }
            records[index].volumes = try volumes(of: records[index].id)
            records[index].term = try term(of: records[index].id)
        }
        return records
    }

    private func operations(of id: Int64) throws -> [OperationRecord] {
        let sql = "SELECT n, json, state, note FROM operations WHERE transaction_id = ? ORDER BY n"
        return try database.rows(sql, id, as: (Int, String, String, String?).self).map {
            OperationRecord(n: $0.0, json: $0.1, state: $0.2, note: $0.3)
        }
    }
}
