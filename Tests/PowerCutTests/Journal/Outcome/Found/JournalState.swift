import Storage

/// What the journal's database says of its one transaction, and of the stream that was written meanwhile.
struct JournalState: Equatable, Sendable {
    /// Nil if nothing was begun, or not ended.
    let outcome: String?
    let isBegun: Bool
    let outcomeEvents: Int
    let problems: [String]
    /// The numbers of the events in ``UpdatedHost/stream``.
    let appended: [Int]
    /// How many of them came with the transaction's commit.
    let marks: Int

    init(of home: String) throws {
        let database = try Database(path: "\(home)/data/journal/journal.db", .readWrite)
        problems = try database.integrityProblems(limit: 1)
        isBegun = try database.value("SELECT count(*) FROM transactions", as: Int.self) != 0
        outcome = try database.value("SELECT outcome FROM transactions WHERE outcome IS NOT NULL", as: String.self)
        let events = "FROM events JOIN streams ON streams.id = stream WHERE name = ?"
        outcomeEvents = try database.value("SELECT count(*) \(events) AND json_extract(body, '$.outcome') IS NOT NULL", "journal") ?? 0
        appended = try database.values("SELECT sequence \(events) ORDER BY sequence", UpdatedHost.stream)
        marks = try database.value("SELECT count(*) \(events) AND json_extract(body, '$.mark') IS NOT NULL", UpdatedHost.stream) ?? 0
    }
}
