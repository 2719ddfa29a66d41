import Contracts
import FoundationEssentials
import Storage

extension TransactionTable {
    /// Writes all of them down, or none.
    func apply(_ changes: [Change], to id: Int64) throws {
        try database.transaction {
            for change in changes { try apply(change, to: id) }
        }
    }

    private func apply(_ change: Change, to id: Int64) throws {
        switch change {
        case .state(let n, let state):
            try database.run("UPDATE operations SET state = ? WHERE transaction_id = ? AND n = ?", state.rawValue, id, n)
        case .volumes(let n, let volumes): try keep(volumes, of: n, in: id)
        case .note(let n, let note):
            let sql = "UPDATE operations SET note = ? WHERE transaction_id = ? AND n = ?"
            try database.run(sql, note.cut(to: Self.maximumWords), id, n)
        case .phase(let phase):
            try database.run("UPDATE transactions SET phase = ? WHERE id = ?", phase.rawValue, id)
            try renewTerm(of: id)
        case .reason(let reason):
            try database.run("UPDATE transactions SET reason = ? WHERE id = ?", reason.cut(to: Self.maximumWords), id)
        case .recoveries(let count): try database.run("UPDATE transactions SET recoveries = ? WHERE id = ?", count, id)
        case .end(let end, let reason): try finish(id, end, reason)
        case .leavings(let paths): try keep(leavings: paths)
        case .append(let stream, let event): _ = try streams.append(event, to: stream, at: now)
        }
    }

    /// The end and its one event belong together.
    private func finish(_ id: Int64, _ end: JournalContract.End, _ reason: String?) throws {
        let sql = "UPDATE transactions SET outcome = ?, reason = ?, ended = ? WHERE id = ? AND outcome IS NULL"
        try database.run(sql, end.rawValue, reason?.cut(to: Self.maximumWords), now.wall, id)
        precondition(database.changes == 1, "transaction \(id) ended twice")
        guard let outcome = try find(id)?.ending else { preconditionFailure("transaction \(id) is gone") }
        try tell(outcome)
        try forgetVolumes(of: id)
        try forgetTerm(of: id)
        try shrink(id)
    }

    /// What was written is in its place by now; of those that ended long ago, the stream still tells.
    private func shrink(_ id: Int64) throws {
        let isWriting = "CASE WHEN json_valid(json) THEN json_extract(json, '$.do') = 'write-file' ELSE 0 END"
        let shortened = "json_set(json_remove(json, '$.base64'), '$.content', '')"
        try database.run("UPDATE operations SET json = \(shortened) WHERE transaction_id = ? AND \(isWriting)", id)
        // One owner's many do not push out another's few.
        let owner = "owner = (SELECT owner FROM transactions WHERE id = ?)"
        let sql = "SELECT id FROM transactions WHERE outcome IS NOT NULL AND \(owner) ORDER BY id DESC LIMIT -1 OFFSET ?"
        for forgotten in try database.values(sql, id, Self.maximumEnded, as: Int64.self) {
            try database.run("DELETE FROM operations WHERE transaction_id = ?", forgotten)
            try database.run("DELETE FROM transactions WHERE id = ?", forgotten)
        }
    }

    /// What recovery found and did is told with the outcomes.
    func keep(_ report: JournalContract.Recovery) throws {
        try database.transaction { try tell(report) }
    }

    /// An event in the journal's own stream, within the act under way.
    private func tell(_ event: some Encodable) throws {
        _ = try streams.append(Array(try JSONEncoder().encode(event)), to: .journal, at: now)
    }
}
