import CSQLite

/// What SQLite refused, by its extended result code and in its words.
///
/// Open on purpose: any code SQLite knows may turn up. Born in ``check(_:of:)`` only.
public struct SQLiteError: Error, Sendable {
    /// Extended; its low byte is the kind of the error.
    public let code: Int32
    /// SQLite's own, of the statement that failed.
    public let message: String

    fileprivate init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// The kinds a caller may act on.
    public enum Kind: Sendable, Equatable {
        case busy, noMemory, readOnly, interrupted, inputOutput, corrupt, full, cannotOpen, tooBig, constraint, mismatch, denied
        case notADatabase, other
    }

    public var kind: Kind {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_NOMEM: .noMemory
        case SQLITE_READONLY: .readOnly
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_IOERR: .inputOutput
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_FULL: .full
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_MISMATCH: .mismatch
        case SQLITE_AUTH, SQLITE_PERM: .denied
        case SQLITE_NOTADB: .notADatabase
        default: .other
        }
    }
}

extension SQLiteError: CustomStringConvertible {
    /// In SQLite's words, with those of the code where they say more. (sqlite3_errstr)
    public var description: String {
        let general = sqlite3_errstr(code).map { String(cString: $0) } ?? "error \(code)"
        return message.isEmpty || message == general ? general : "\(message) (\(general))"
    }
}

/// Turns a result of SQLite into a value or an error: everything but OK, ROW and DONE is one. (sqlite3_errmsg)
@discardableResult
func check(_ result: Int32, of database: OpaquePointer?) throws(SQLiteError) -> Int32 {
    switch result {
    case SQLITE_OK, SQLITE_ROW, SQLITE_DONE: return result
    default:
        let message = database.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
        throw SQLiteError(code: result, message: message)
    }
}
