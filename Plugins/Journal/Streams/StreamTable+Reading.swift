import Contracts
import Storage

extension StreamTable {
    static let maximumEvents = 1_000
    /// Bytes of events in one answer; a single larger one is answered alone.
    static let maximumBytes = 512 << 10

    struct Page: Sendable {
        var entries: [Entry] = []
        var first: Int64 = 1
        var last: Int64 = 0
    }

    struct Entry: Equatable, Sendable {
        let sequence: Int64
        let time: Double
        let event: [UInt8]
    }

    /// Events after `sequence`, in order. A stream that nobody wrote to yet is an empty one.
    func read(_ name: StreamName, after sequence: Int64, limit: Int) throws -> Page {
        guard let stream = try find(name) else { return Page() }
        var page = Page(first: try first(of: stream), last: stream.next - 1)
        var bytes = 0
        let sql = "SELECT sequence, time, length(body), body FROM events WHERE stream = ? AND sequence > ? ORDER BY sequence"
        try database.using(sql, [stream.id, sequence]) { statement throws(SQLiteError) in
            while page.entries.count < min(limit, Self.maximumEvents), try statement.step() {
                bytes += try statement.column(2, as: Int.self)
                guard page.entries.isEmpty || bytes <= Self.maximumBytes else { break }
                page.entries.append(
                    Entry(sequence: try statement.column(0), time: try statement.column(1), event: try statement.column(3)))
            }
        }
        return page
    }

    /// By name, those of one owner or of all, beginning after a name.
    func list(owner: String?, after name: String?) throws -> [JournalContract.Stream] {
        var sql = "SELECT \(StreamRow.columns) FROM streams WHERE name > ?"
        var values: [any StorableValue] = [name ?? ""]
        if let owner {
            sql += " AND (name = ? OR (name > ? AND name < ?))"
            values += [owner, "\(owner).", "\(owner)/"]
        }
        var rows: [StreamRow] = []
        try database.using(sql + " ORDER BY name LIMIT \(Self.maximumStreams)", values) { statement throws(SQLiteError) in
            while let row = try statement.next(as: StreamRow.Columns.self) { rows.append(StreamRow(row)) }
        }
        return try rows.map(describe)
    }

    func describe(_ stream: StreamRow) throws -> JournalContract.Stream {
        JournalContract.Stream(
            stream: stream.name, first: try first(of: stream), last: stream.next - 1, bytes: stream.keptBytes, maxAge: stream.maxAge,
            maxBytes: stream.maxBytes)
    }

    private func first(of stream: StreamRow) throws -> Int64 {
        let sql = "SELECT sequence FROM events WHERE stream = ? ORDER BY sequence LIMIT 1"
        return try database.value(sql, stream.id) ?? stream.next
    }
}
