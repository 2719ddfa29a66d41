import CSQLite

extension Database {
    /// Statements kept for their next use; those that hold values in their SQL are not worth keeping.
    private static let maximumIdle = 64

    /// Runs a statement that answers no rows, or none that matter.
    public func run(_ sql: String, _ values: any StorableValue...) throws(SQLiteError) {
        try using(sql, values) { statement throws(SQLiteError) in
            while try statement.step() {}
        }
    }

    /// All rows that a statement answers, of two columns or more.
    public func rows<each Column: StorableValue>(
        _ sql: String, _ values: any StorableValue..., as columns: (repeat each Column).Type = (repeat each Column).self
    ) throws(SQLiteError) -> [(repeat each Column)] {
        var rows: [(repeat each Column)] = []
        try using(sql, values) { statement throws(SQLiteError) in
            while let row = try statement.next(as: columns) { rows.append(row) }
        }
        return rows
    }

    /// The first row that a statement answers, if there is one, of two columns or more.
    public func first<each Column: StorableValue>(
        _ sql: String, _ values: any StorableValue..., as columns: (repeat each Column).Type = (repeat each Column).self
    ) throws(SQLiteError) -> (repeat each Column)? {
        var row: (repeat each Column)?
        try using(sql, values) { statement throws(SQLiteError) in row = try statement.next(as: columns) }
        return row
    }

    /// The one column of all rows that a statement answers.
    public func values<Column: StorableValue>(
        _ sql: String, _ values: any StorableValue..., as column: Column.Type = Column.self
    ) throws(SQLiteError) -> [Column] {
        var column: [Column] = []
        try using(sql, values) { statement throws(SQLiteError) in
            while try statement.step() { column.append(try statement.column(0)) }
        }
        return column
    }

    /// The one column of the first row that a statement answers, if there is one.
    public func value<Column: StorableValue>(
        _ sql: String, _ values: any StorableValue..., as column: Column.Type = Column.self
    ) throws(SQLiteError) -> Column? {
        var value: Column?
        try using(sql, values) { statement throws(SQLiteError) in
            if try statement.step() { value = try statement.column(0) }
        }
        return value
    }

    /// Takes a statement out of use while `body` runs, so that the same SQL within it gets another one.
    public func using(
        _ sql: String, _ values: [any StorableValue], _ body: (Statement) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        let statement: Statement
        if let ready = idle.removeValue(forKey: sql) { statement = ready } else { statement = try Statement(sql, of: self) }
        try statement.bind(values)
        try body(statement)
        statement.reset()
        if idle.count < Self.maximumIdle { idle[sql] = statement }
    }
}
