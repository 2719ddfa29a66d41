import Support

/// The database of the feature under test: entries that only a migration changes, and a pulse that the running version writes.
struct Book {
    let path: String

    /// As version 1 has it.
    func write() throws {
        let entries = (1...500).map { "(\($0), 'entry \($0)')" }.joined(separator: ", ")
        _ = try ask(
            """
            PRAGMA user_version = 1; CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE pulse (n INTEGER PRIMARY KEY, version TEXT NOT NULL); INSERT INTO entry VALUES \(entries);
            """)
    }

    /// So often a version has written.
    func pulses() throws -> Int { Int(try ask("SELECT count(*) FROM pulse;")) ?? 0 }

    /// How many pulses there were when the update began: of version 1, and of both.
    struct Seen {
        var old = 0
        var all = 0
    }

    /// What speaks against its being wholly that of one version.
    func flaws(isNew: Bool, _ seen: Seen) throws -> [String] {
        var flaws: [String] = []
        func expect(_ sql: String, _ wanted: String) throws {
            let found = try ask(sql)
            if found != wanted { flaws.append("the database: \(sql) is '\(found.suffix(300))', not '\(wanted.suffix(300))'") }
        }
        try expect("PRAGMA integrity_check;", "ok")
        try expect("PRAGMA user_version;", isNew ? "2" : "1")
        try expect("SELECT * FROM entry;", (1...500).map { Self.entry($0, isNew: isNew) }.joined(separator: "\n"))
        try expect("SELECT count(*) FROM pulse WHERE n > (SELECT count(*) FROM pulse);", "0")
        try expect("SELECT count(*) FROM pulse WHERE version = '1.0.0' AND n <= \(seen.old);", "\(seen.old)")
        if isNew { try expect("SELECT count(*) FROM pulse WHERE n <= \(seen.all);", "\(seen.all)") }
        // Nothing of version 1 after the first of version 2, of which there is nothing at all where it went.
        try expect(
            "SELECT count(*) FROM pulse WHERE version = '2.0.0'" + (isNew ? " AND n < (\(Self.lastOfOld))" : "") + ";", "0")
        return flaws
    }

    private static let lastOfOld = "SELECT max(n) FROM pulse WHERE version = '1.0.0'"

    private static func entry(_ id: Int, isNew: Bool) -> String {
        let text = "entry \(id)"
        return "\(id)|\(text)" + (isNew ? "|\(text.utf8.count + id)" : "")
    }

    private func ask(_ sql: String) throws -> String {
        let result = try CommandResult(of: "sqlite3", ["-bail", "-cmd", ".timeout 5000", path, sql])
        guard result.status == 0 else { throw SystemError("sqlite3 \(path): \(result.errors)", code: 0) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }
}
