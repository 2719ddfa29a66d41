import Storage

/// The terms of transactions under way.
extension TransactionTable {
    /// From now on.
    func begin(_ term: Term, of id: Int64) throws {
        try database.run(
            "INSERT OR REPLACE INTO terms (transaction_id, since, validation, clock) VALUES (?, ?, ?, ?)", id, term.since, term.validation,
            now.journal)
    }

    /// It goes on in another phase, or with more operations.
    func renewTerm(of id: Int64) throws {
        try database.run("UPDATE terms SET since = ?1, clock = ?1 WHERE transaction_id = ?2", now.journal, id)
    }

    func forgetTerm(of id: Int64) throws { try database.run("DELETE FROM terms WHERE transaction_id = ?", id) }

    /// Nil in a journal that was last written by a release that did not know of them.
    func term(of id: Int64) throws -> Term? {
        guard try Schema.holds("terms", in: database) else { return nil }
        let row = try database.first("SELECT since, validation FROM terms WHERE transaction_id = ?", id, as: (Double, Double).self)
        return row.map { Term(since: $0.0, validation: $0.1) }
    }

    /// Those under way, each with a term: where an older release began it, that is counted from now.
    func openWithTerms() throws -> [TransactionRecord] {
        var records = try open()
        for index in records.indices where records[index].term == nil {
            let term = Term(since: now.journal)
            try begin(term, of: records[index].id)
            records[index].term = term
        }
        return records
    }
}
