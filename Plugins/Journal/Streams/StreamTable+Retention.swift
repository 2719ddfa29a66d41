import Storage

extension StreamTable {
    /// Sets what a stream keeps, and lets go of the rest. The caller's transaction.
    func retain(_ name: StreamName, maxAge: Double?, maxBytes: Int64?, at now: Moment) throws -> StreamRow {
        var stream = try find(name) ?? make(name)
        (stream.maxAge, stream.maxBytes) = (maxAge, maxBytes)
        try trim(&stream, at: now)
        try database.run(
            "UPDATE streams SET max_age = ?, max_bytes = ?, kept_bytes = ? WHERE id = ?", maxAge, maxBytes, stream.keptBytes, stream.id)
        return stream
    }

    /// Lets go of what has grown too old in any stream, also those nobody writes to, and has the journal's clock go on from here after
    /// a restart. The caller's transaction.
    func sweep(at now: Moment) throws {
        let sql = "SELECT \(StreamRow.columns) FROM streams WHERE max_age IS NOT NULL"
        for row in try database.rows(sql, as: StreamRow.Columns.self) {
            var stream = StreamRow(row)
            try trim(&stream, at: now)
            try database.run("UPDATE streams SET kept_bytes = ?, clock = ? WHERE id = ?", stream.keptBytes, now.journal, stream.id)
        }
        // Where nothing grows old, the clock may stand still.
        try database.run("UPDATE terms SET clock = ?", now.journal)
    }

    /// From the oldest on; of those too many by size the newest is kept, so that a reader can tell where the stream is.
    func trim(_ stream: inout StreamRow, at now: Moment) throws {
        guard stream.maxAge != nil || stream.keptBytes > stream.maxBytes ?? .max else { return }
        let oldest = stream.maxAge.map { now.journal - $0 } ?? -.infinity
        var last: Int64?
        let sql = "SELECT sequence, clock, length(body) FROM events WHERE stream = ? ORDER BY sequence"
        try database.using(sql, [stream.id]) { statement throws(SQLiteError) in
            while let row: (Int64, Double, Int64) = try statement.next() {
                let (sequence, clock, size) = row
                let isTooMuch = stream.keptBytes > stream.maxBytes ?? .max && sequence < stream.next - 1
                guard isTooMuch || clock < oldest else { break }
                stream.keptBytes -= size
                last = sequence
            }
        }
        guard let last else { return }
        try database.run("DELETE FROM events WHERE stream = ? AND sequence <= ?", stream.id, last)
    }

    /// Gives pages that hold nothing any more back to the disk, a bounded number at a time. Outside a transaction.
    func shrink() throws { try database.run("PRAGMA incremental_vacuum(256)") }
}
