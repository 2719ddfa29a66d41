import CSQLite

extension Database {
    /// All that `body` does, or nothing: what it throws, and a commit that fails, undo it.
    ///
    /// The write lock is taken at once, so that a reader need not become a writer midway.
    public func transaction<Output>(_ body: () throws -> Output) throws -> Output {
        // One that could not even be rolled back, for want of a readable file, is still open.
        if isInTransaction { try run("ROLLBACK") }
        try run("BEGIN IMMEDIATE")
        do {
            let output = try body()
            try run("COMMIT")
            return output
        } catch {
            rollBack("ROLLBACK")
            throw error
        }
    }

    /// A part of a transaction that can fail alone: what `body` throws undoes this part only.
    ///
    /// Some errors (full disk, I/O) end the whole transaction; ``isInTransaction`` tells.
    public func savepoint<Output>(_ body: () throws -> Output) throws -> Output {
        precondition(isInTransaction, "a savepoint outside a transaction")
        try run("SAVEPOINT part")
        do {
            let output = try body()
            try run("RELEASE part")
            return output
        } catch {
            if isInTransaction {
                rollBack("ROLLBACK TO part")
                rollBack("RELEASE part")
            }
            throw error
        }
    }

    /// False also after an error that made SQLite roll back by itself. (sqlite3_get_autocommit)
    public var isInTransaction: Bool { sqlite3_get_autocommit(raw) == 0 }

    /// The error that led here is told; one of undoing is found by the next statement, which meets the same file.
    private func rollBack(_ sql: String) {
        guard isInTransaction else { return }
        do throws(SQLiteError) { try run(sql) } catch {}
    }
}
