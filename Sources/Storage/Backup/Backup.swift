import CSQLite

/// A copy of a whole database, as of one instant, while others go on using it.
///
/// Made in steps; another connection's commit in between makes it begin again by itself.
public struct Backup: ~Copyable {
    private let raw: OpaquePointer
    private let source: Database
    private let target: Database

    /// (sqlite3_backup_init)
    public init(of source: Database, to target: Database) throws(SQLiteError) {
        guard let raw = sqlite3_backup_init(target.raw, "main", source.raw, "main") else {
            try check(sqlite3_extended_errcode(target.raw), of: target.raw)
            preconditionFailure("no backup and no error")
        }
        self.raw = raw
        self.source = source
        self.target = target
    }

    deinit { sqlite3_backup_finish(raw) }

    /// Copies so many pages more; false once all are copied. Throws busy while another holds a lock: try again. (sqlite3_backup_step)
    public func step(pages: Int32 = 64) throws(SQLiteError) -> Bool {
        try check(sqlite3_backup_step(raw, pages), of: nil) == SQLITE_OK
    }

    /// Pages still to copy, and in all, as of the latest step. (sqlite3_backup_remaining, sqlite3_backup_pagecount)
    public var progress: (remaining: Int, total: Int) {
        (Int(sqlite3_backup_remaining(raw)), Int(sqlite3_backup_pagecount(raw)))
    }
}
