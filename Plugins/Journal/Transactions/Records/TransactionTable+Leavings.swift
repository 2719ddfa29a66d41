import Files
import Storage

/// What recovery only renamed, for want of time, and is still to be removed.
extension TransactionTable {
    /// Within the act under way.
    func keep(leavings paths: [HomePath]) throws(SQLiteError) {
        for path in paths { try database.run("INSERT OR IGNORE INTO leavings (path) VALUES (?)", path.text) }
    }

    func leavings() throws(SQLiteError) -> [HomePath] {
        let texts: [String] = try database.values("SELECT path FROM leavings ORDER BY path")
        // The journal's own names, which no caller may write.
        return texts.map { HomePath(Array(FilePath($0).parts.dropFirst())) }
    }

    func forget(leaving path: HomePath) throws(SQLiteError) { try database.run("DELETE FROM leavings WHERE path = ?", path.text) }
}
