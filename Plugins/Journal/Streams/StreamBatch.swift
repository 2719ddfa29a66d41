import Storage

/// Events that are added in one act: each stream is looked up and brought up to date once.
///
/// Those of one stream that follow each other, as most of a group do, are not even looked up here.
struct StreamBatch {
    private let table: StreamTable
    private let now: Moment
    private var streams: [StreamName: StreamRow] = [:]
    /// Bytes kept of each owner's streams.
    private var kept: [Substring: Int64] = [:]
    /// The one appended to last; what is said of it elsewhere is older.
    private var current: Current?

    private struct Current {
        let name: StreamName
        var stream: StreamRow
        /// Bytes of all its owner's.
        var kept: Int64
    }

    /// A part of the caller's SQLite transaction.
    init(of table: StreamTable, at now: Moment) {
        precondition(table.database.isInTransaction, "an append outside a transaction")
        (self.table, self.now) = (table, now)
    }

    /// Makes the stream if it is new.
    mutating func append(_ event: [UInt8], to name: StreamName) throws -> Int64 {
        if current?.name != name { try change(to: name) }
        guard var open = current else { preconditionFailure("no stream is open") }
        // What a stream lets go of in this act makes room for the next.
        guard open.kept <= StreamTable.ownersMaxBytes else {
            throw StreamRefusal.full(owner: String(name.owner), limit: StreamTable.ownersMaxBytes)
        }
        let sequence = open.stream.next
        try table.database.run(
            "INSERT INTO events (stream, sequence, time, body, clock) VALUES (?, ?, ?, ?, ?)",
            open.stream.id, sequence, now.wall, event, now.journal)
        open.stream.next += 1
        open.stream.keptBytes += Int64(event.count)
        open.kept += Int64(event.count)
        current = open
        return sequence
    }

    private mutating func change(to name: StreamName) throws {
        putBack()
        let stream = try streams[name] ?? table.find(name) ?? table.make(name)
        let kept = try self.kept[name.owner] ?? table.keptBytes(of: String(name.owner))
        current = Current(name: name, stream: stream, kept: kept)
    }

    private mutating func putBack() {
        guard let open = current else { return }
        streams[open.name] = open.stream
        kept[open.name.owner] = open.kept
        current = nil
    }

    /// Lets go of what the streams' limits no longer allow.
    mutating func finish() throws {
        putBack()
        for var stream in streams.values {
            try table.trim(&stream, at: now)
            try table.database.run(
                "UPDATE streams SET next = ?, kept_bytes = ?, clock = ? WHERE id = ?",
                stream.next, stream.keptBytes, now.journal, stream.id)
        }
    }
}
