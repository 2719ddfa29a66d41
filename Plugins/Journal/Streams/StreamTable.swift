import Contracts
import Storage

/// The streams in the journal's database.
///
/// What changes something is a part of the caller's SQLite transaction, so that an event and a phase can be one act.
struct StreamTable {
    static let maximumStreams = 1_000
    /// Of all streams of one owner together, whatever they are told to keep: no feature fills the disk of all.
    static let ownersMaxBytes: Int64 = 256 << 20

    let database: Database

    /// Adds one event, as a ``StreamBatch`` does.
    func append(_ event: [UInt8], to name: StreamName, at now: Moment) throws -> Int64 {
        var batch = StreamBatch(of: self, at: now)
        let sequence = try batch.append(event, to: name)
        try batch.finish()
        return sequence
    }

    func find(_ name: StreamName) throws -> StreamRow? {
        let sql = "SELECT \(StreamRow.columns) FROM streams WHERE name = ?"
        return try database.first(sql, name.text, as: StreamRow.Columns.self).map(StreamRow.init)
    }

    /// The journal's clock when it was last written: where its next life goes on.
    func clock() throws -> Double {
        let written = try database.value("SELECT coalesce(max(clock), 0) FROM streams") ?? 0.0
        guard try Schema.holds("terms", in: database) else { return written }
        return max(written, try database.value("SELECT coalesce(max(clock), 0) FROM terms") ?? 0)
    }

    func keptBytes(of owner: String) throws -> Int64 {
        let sql = "SELECT coalesce(sum(kept_bytes), 0) FROM streams WHERE name = ? OR (name > ? AND name < ?)"
        return try database.value(sql, owner, "\(owner).", "\(owner)/") ?? 0
    }

    func make(_ name: StreamName) throws -> StreamRow {
        let owner = String(name.owner)
        // '.' is followed by '/': all names that begin with the owner and a point.
        let count = try database.value(
            "SELECT count(*) FROM streams WHERE name = ? OR (name > ? AND name < ?)", owner, "\(owner).", "\(owner)/", as: Int.self)
        guard count ?? 0 < Self.maximumStreams else { throw StreamRefusal.tooManyStreams(owner: owner, limit: Self.maximumStreams) }
        try database.run("INSERT INTO streams (name, max_bytes) VALUES (?, ?)", name.text, StreamRow.ownMaxBytes)
        return StreamRow((database.lastRowID, name.text, 1, 0, nil, StreamRow.ownMaxBytes))
    }
}
