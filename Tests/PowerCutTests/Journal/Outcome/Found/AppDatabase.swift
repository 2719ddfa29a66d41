import Storage

/// What matters of the feature's database: whether it is whole, its version, and its rows.
struct AppDatabase {
    let problems: [String]
    let content: String

    init(at path: String) throws {
        let database = try Database(path: path, .readWrite)
        problems = try database.integrityProblems(limit: 1)
        guard problems.isEmpty else {
            content = "damaged"
            return
        }
        let version = try database.userVersion
        let columns = try database.values("SELECT name FROM pragma_table_info('users') ORDER BY cid", as: String.self)
        let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || '|' || ")
        let rows = columns.isEmpty ? [] : try database.values("SELECT \(row) FROM users ORDER BY id", as: String.self)
        content = "\(version): \(columns): \(rows.joined(separator: "\n"))"
    }
}
