import Storage

/// Events that are added in one act: each stream is looked up and brought up to date once.
struct StreamBatch {
    private let table: StreamTable
    private let now: Moment
    private var streams: [StreamName: StreamRow] = [:]
    /// Bytes kept of each owner's streams.
    private var kept: [Substring: Int64] = [:]

    /// A part of the caller's SQLite transaction.
    init(of table: StreamTable, at now: Moment) {
        precondition(table.database.isInTransaction, "an append outside a transaction")
        (self.table, self.now) = (table, now)
    }

    /// Makes the stream if it is new.
    mutating func append(_ event: [UInt8], to name: StreamName) throws -> Int64 {
        var stream = try streams[name] ?? table.find(name) ?? table.make(name)
        try takeRoom(event.count, of: name.owner)
        let sequence = stream.next
        try table.database.run(
            "INSERT INTO events (stream, sequence, time, body, clock) VALUES (?, ?, ?, ?, ?)",
            stream.id, sequence, now.wall, event, now.journal)
        stream.next += 1
        stream.keptBytes += Int64(event.count)
        streams[name] = stream
        return sequence
    }

    /// What a stream lets go of in this act makes room for the next.
    private mutating func takeRoom(_ bytes: Int, of owner: Substring) throws {
        let kept = try self.kept[owner] ?? table.keptBytes(of: String(owner))
        guard kept <= StreamTable.ownersMaxBytes else { throw StreamRefusal.full(owner: String(owner), limit: StreamTable.ownersMaxBytes) }
        self.kept[owner] = kept + Int64(bytes)
    }

    /// Lets go of what the streams' limits no longer allow.
    func finish() throws {
        for var stream in streams.values {
            try table.trim(&stream, at: now)
            try table.database.run(
                "UPDATE streams SET next = ?, kept_bytes = ?, clock = ? WHERE id = ?",
                stream.next, stream.keptBytes, now.journal, stream.id)
        }
    }
}
