import CSQLite

extension Database {
    /// The schema's version, whose meaning is the owner's. (PRAGMA user_version)
    public var userVersion: Int {
        get throws(SQLiteError) { try value("PRAGMA user_version") ?? 0 }
    }

    /// Part of the transaction it is set in.
    public func setUserVersion(_ version: Int) throws(SQLiteError) {
        // Pragmas take no parameters; a number cannot be misread.
        while try Statement("PRAGMA user_version = \(Int32(clamping: version))", of: self).step() {}
    }

    /// What is wrong with the file's structure, in SQLite's words; empty if nothing is. Reads all of it.
    ///
    /// - Parameter limit: no more findings than these. (PRAGMA integrity_check)
    public func integrityProblems(limit: Int = 10) throws(SQLiteError) -> [String] {
        try findings("PRAGMA integrity_check(\(limit))")
    }

    /// Without comparing indexes with tables: linear in the file's size. (PRAGMA quick_check)
    public func quickProblems(limit: Int = 10) throws(SQLiteError) -> [String] {
        try findings("PRAGMA quick_check(\(limit))")
    }

    /// A file too damaged to be checked is one problem.
    private func findings(_ sql: String) throws(SQLiteError) -> [String] {
        do throws(SQLiteError) {
            let lines: [String] = try values(sql)
            return lines == ["ok"] ? [] : lines
        } catch {
            guard [.corrupt, .notADatabase].contains(error.kind) else { throw error }
            return [error.description]
        }
    }

    /// Write-ahead log and a sync at each commit: the weakest setting that keeps each acknowledged commit through a power cut.
    ///
    /// Where the file system cannot do the log, the old rollback journal, whose folder needs a sync too. (PRAGMA synchronous)
    public func makeDurable() throws(SQLiteError) {
        let mode: String? = try value("PRAGMA journal_mode = WAL")
        try run(mode == "wal" ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA")
    }

    /// Whether closing leaves the file and its log as they are: for one that may be damaged. (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE)
    public func keepLogOnClose(_ isKept: Bool) throws(SQLiteError) { try check(roost_keep_log(raw, isKept ? 1 : 0), of: raw) }
}
