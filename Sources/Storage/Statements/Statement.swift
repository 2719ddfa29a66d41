import CSQLite

/// A prepared statement. It belongs to its database's thread, and may outlive the ``Database``, which SQLite then closes with it.
public final class Statement {
    let raw: OpaquePointer

    /// The first statement of a text. (sqlite3_prepare_v3)
    public convenience init(_ sql: String, of database: Database) throws(SQLiteError) {
        var prepared: OpaquePointer?
        try check(sqlite3_prepare_v3(database.raw, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil), of: database.raw)
        guard let prepared else { preconditionFailure("no statement: \(sql)") }
        self.init(prepared)
    }

    init(_ raw: OpaquePointer) { self.raw = raw }

    deinit { sqlite3_finalize(raw) }

    /// Gives its parameters their values, first to last. (sqlite3_bind_parameter_count)
    public func bind(_ values: [any StorableValue]) throws(SQLiteError) {
        let count = Int(sqlite3_bind_parameter_count(raw))
        precondition(values.count == count, "\(values.count) values for \(count) parameters")
        for (index, value) in values.enumerated() { try check(value.bind(to: self, at: Int32(index + 1)), of: connection) }
    }

    /// Goes on to the next row; false is the end. (sqlite3_step)
    public func step() throws(SQLiteError) -> Bool {
        try check(sqlite3_step(raw), of: connection) == SQLITE_ROW
    }

    /// The next row's columns as values, or nil at the end. A column of another type is an error, not a conversion.
    public func next<each Column: StorableValue>(
        as columns: (repeat each Column).Type = (repeat each Column).self
    ) throws(SQLiteError) -> (repeat each Column)? {
        guard try step() else { return nil }
        var index: Int32 = -1
        return (repeat try next(&index, (each Column).self))
    }

    /// A column, counted from 0, of the row that ``step()`` went on to.
    public func column<Column: StorableValue>(_ index: Int32, as type: Column.Type = Column.self) throws(SQLiteError) -> Column {
        guard let value = Column(column: index, of: self) else {
            try check(SQLITE_MISMATCH, of: nil)
            preconditionFailure("a mismatch that is none")
        }
        return value
    }

    /// To be run again; its values stay. (sqlite3_reset)
    public func reset() { sqlite3_reset(raw) }

    /// (sqlite3_db_handle)
    private var connection: OpaquePointer? { sqlite3_db_handle(raw) }

    private func next<Column: StorableValue>(_ index: inout Int32, _ type: Column.Type) throws(SQLiteError) -> Column {
        index += 1
        return try column(index)
    }
}
