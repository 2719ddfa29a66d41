import CSQLite

/// What a parameter can be given and a column can be read as: Int64, Int, Double, String, [UInt8], Bool, and any of them or nil.
public protocol StorableValue {
    /// SQLite's result code.
    func bind(to statement: Statement, at index: Int32) -> Int32

    /// Nil if the column, counted from 0, holds something of another type.
    init?(column: Int32, of statement: Statement)
}

extension Int64: StorableValue {
    /// (sqlite3_bind_int64)
    public func bind(to statement: Statement, at index: Int32) -> Int32 { sqlite3_bind_int64(statement.raw, index, self) }

    /// (sqlite3_column_int64)
    public init?(column: Int32, of statement: Statement) {
        guard sqlite3_column_type(statement.raw, column) == SQLITE_INTEGER else { return nil }
        self = sqlite3_column_int64(statement.raw, column)
    }
}

extension Int: StorableValue {
    public func bind(to statement: Statement, at index: Int32) -> Int32 { Int64(self).bind(to: statement, at: index) }

    public init?(column: Int32, of statement: Statement) {
        guard let value = Int64(column: column, of: statement) else { return nil }
        self.init(exactly: value)
    }
}

extension Bool: StorableValue {
    /// As 0 or 1, which is all SQLite has.
    public func bind(to statement: Statement, at index: Int32) -> Int32 { Int64(self ? 1 : 0).bind(to: statement, at: index) }

    public init?(column: Int32, of statement: Statement) {
        guard let value = Int64(column: column, of: statement) else { return nil }
        self = value != 0
    }
}

extension Double: StorableValue {
    /// (sqlite3_bind_double)
    public func bind(to statement: Statement, at index: Int32) -> Int32 { sqlite3_bind_double(statement.raw, index, self) }

    /// A whole number counts as one too. (sqlite3_column_double)
    public init?(column: Int32, of statement: Statement) {
        guard [SQLITE_FLOAT, SQLITE_INTEGER].contains(sqlite3_column_type(statement.raw, column)) else { return nil }
        self = sqlite3_column_double(statement.raw, column)
    }
}

extension String: StorableValue {
    /// (sqlite3_bind_text64)
    public func bind(to statement: Statement, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { roost_bind_text(statement.raw, index, $0.baseAddress, UInt64($0.count)) }
        }
    }

    /// (sqlite3_column_text)
    public init?(column: Int32, of statement: Statement) {
        guard sqlite3_column_type(statement.raw, column) == SQLITE_TEXT else { return nil }
        guard let text = sqlite3_column_text(statement.raw, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement.raw, column))
        self.init(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }
}

extension [UInt8]: StorableValue {
    /// (sqlite3_bind_blob64)
    public func bind(to statement: Statement, at index: Int32) -> Int32 {
        withUnsafeBytes { roost_bind_blob(statement.raw, index, $0.baseAddress, UInt64($0.count)) }
    }

    /// (sqlite3_column_blob)
    public init?(column: Int32, of statement: Statement) {
        guard sqlite3_column_type(statement.raw, column) == SQLITE_BLOB else { return nil }
        // The length is asked after the bytes: asking may convert them.
        let bytes = sqlite3_column_blob(statement.raw, column)
        self.init(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement.raw, column))))
    }
}

extension Optional: StorableValue where Wrapped: StorableValue {
    /// (sqlite3_bind_null)
    public func bind(to statement: Statement, at index: Int32) -> Int32 {
        self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement.raw, index)
    }

    public init?(column: Int32, of statement: Statement) {
        if sqlite3_column_type(statement.raw, column) == SQLITE_NULL {
            self = Wrapped?.none
        } else {
            guard let value = Wrapped(column: column, of: statement) else { return nil }
            self = value
        }
    }
}
