import CSQLite

/// One connection to an SQLite database file.
///
/// Used by one thread at a time, which its not being Sendable sees to. Closed with its last reference.
public final class Database {
    let raw: OpaquePointer
    public let path: String
    /// Statements that wait for their next use, by their SQL.
    var idle: [String: Statement] = [:]
    /// At an address that stays, for SQLite to hand back.
    let hooks = UnsafeMutablePointer<Hooks>.allocate(capacity: 1)
    private var isClosed = false

    /// How a file is opened.
    public enum Access: Sendable {
        case readOnly
        /// The file must be there.
        case readWrite
        /// Made if it is not there.
        case create
    }

    /// Opens a file; that it is a database, the first statement finds. (sqlite3_open_v2)
    ///
    /// - Parameter followingLinks: false for a path in others' hands: no link is followed on any part of it.
    public init(path: String, _ access: Access, followingLinks: Bool = true) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags = access.flags | (followingLinks ? 0 : SQLITE_OPEN_NOFOLLOW)
        let result = sqlite3_open_v2(path, &opened, flags, nil)
        do throws(SQLiteError) {
            try check(opened == nil ? SQLITE_NOMEM : result, of: opened)
        } catch {
            sqlite3_close(opened)
            throw error
        }
        guard let opened else { preconditionFailure("opened nothing") }
        raw = opened
        hooks.initialize(to: Hooks())
        self.path = path
        sqlite3_extended_result_codes(raw, 1)
        try check(roost_distrust(raw), of: raw)
    }

    deinit {
        close()
        hooks.deinitialize(count: 1)
        hooks.deallocate()
    }

    /// At once rather than with the last reference; nothing may be asked of it afterwards. (sqlite3_close)
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        idle = [:]
        sqlite3_close_v2(raw)
    }

    /// How long a statement waits for another connection's lock before it is refused as busy. (sqlite3_busy_timeout)
    public func wait(forLocks milliseconds: Int32) throws(SQLiteError) {
        try check(sqlite3_busy_timeout(raw, milliseconds), of: raw)
    }

    /// Rows that the latest statement changed. (sqlite3_changes64)
    public var changes: Int64 { sqlite3_changes64(raw) }

    /// The row id that the latest INSERT gave. (sqlite3_last_insert_rowid)
    public var lastRowID: Int64 { sqlite3_last_insert_rowid(raw) }

    /// Gives back what it keeps of the file in memory. (sqlite3_db_release_memory)
    public func releaseMemory() { sqlite3_db_release_memory(raw) }
}

extension Database.Access {
    fileprivate var flags: Int32 {
        let own = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        return switch self {
        case .readOnly: own | SQLITE_OPEN_READONLY
        case .readWrite: own | SQLITE_OPEN_READWRITE
        case .create: own | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
    }
}
