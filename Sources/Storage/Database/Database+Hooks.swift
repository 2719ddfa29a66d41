import CSQLite

extension Database {
    /// What a statement wants to do, asked while it is prepared.
    public struct Deed: Sendable, Equatable {
        /// `SQLITE_ATTACH` and the like, as SQLite numbers them.
        public let code: Int32
        public let first: String?
        public let second: String?

        public static let attach = SQLITE_ATTACH
        public static let detach = SQLITE_DETACH
        public static let transaction = SQLITE_TRANSACTION
        public static let savepoint = SQLITE_SAVEPOINT
        public static let pragma = SQLITE_PRAGMA
        public static let function = SQLITE_FUNCTION
        public static let createVirtualTable = SQLITE_CREATE_VTABLE
    }

    public typealias Authorizer = (Deed) -> Bool

    /// Asks before each deed of each statement prepared from now on; a refused one fails as denied. (sqlite3_set_authorizer)
    public func authorize(_ authorizer: Authorizer?) throws(SQLiteError) {
        // Prepared under other rules.
        idle = [:]
        hooks.pointee.authorizer = authorizer
        try check(sqlite3_set_authorizer(raw, authorizer == nil ? nil : askAuthorizer, hooks), of: raw)
    }

    /// Called every so many of SQLite's instructions while a statement runs; false interrupts it. (sqlite3_progress_handler)
    public func progress(every instructions: Int32 = 1000, _ handler: (() -> Bool)?) {
        hooks.pointee.progress = handler
        sqlite3_progress_handler(raw, instructions, handler == nil ? nil : tellProgress, hooks)
    }

    struct Hooks {
        var authorizer: Authorizer?
        var progress: (() -> Bool)?
    }
}

private func askAuthorizer(
    _ hooks: UnsafeMutableRawPointer?, _ code: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?,
    _: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?
) -> Int32 {
    guard let authorizer = hooks?.assumingMemoryBound(to: Database.Hooks.self).pointee.authorizer else { return SQLITE_OK }
    let deed = Database.Deed(code: code, first: first.map { String(cString: $0) }, second: second.map { String(cString: $0) })
    return authorizer(deed) ? SQLITE_OK : SQLITE_DENY
}

private func tellProgress(_ hooks: UnsafeMutableRawPointer?) -> Int32 {
    guard let handler = hooks?.assumingMemoryBound(to: Database.Hooks.self).pointee.progress else { return 0 }
    return handler() ? 0 : 1
}
