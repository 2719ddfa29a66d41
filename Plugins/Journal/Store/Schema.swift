import Storage

/// The tables of the journal, by versions that follow each other.
///
/// A release must be able to read what the next one wrote, or falling back to it would leave it without its journal:
/// a new version may add tables and columns with defaults, and then needs no new number.
enum Schema {
    static let version = steps.count

    /// The step at index n leads from version n to n + 1.
    private static let steps = [
        """
        CREATE TABLE transactions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, kind TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL,
            phase TEXT NOT NULL, outcome TEXT, reason TEXT, recoveries INTEGER NOT NULL DEFAULT 0, begun REAL NOT NULL, ended REAL);
        CREATE INDEX unfinished ON transactions (id) WHERE outcome IS NULL;
        CREATE TABLE operations (
            transaction_id INTEGER NOT NULL REFERENCES transactions, n INTEGER NOT NULL, json TEXT NOT NULL, state TEXT NOT NULL, note TEXT,
            PRIMARY KEY (transaction_id, n)) WITHOUT ROWID;
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL DEFAULT 1, kept_bytes INTEGER NOT NULL DEFAULT 0,
            max_age REAL, max_bytes INTEGER, clock REAL NOT NULL DEFAULT 0);
        CREATE TABLE events (
            stream INTEGER NOT NULL REFERENCES streams, sequence INTEGER NOT NULL, time REAL NOT NULL, body BLOB NOT NULL,
            clock REAL NOT NULL, PRIMARY KEY (stream, sequence)) WITHOUT ROWID;
        """
    ]

    /// What came later and needs no new number: a release that does not know it does without.
    private static let additions = [
        """
        CREATE TABLE IF NOT EXISTS volumes (
            transaction_id INTEGER NOT NULL REFERENCES transactions, n INTEGER NOT NULL, path TEXT NOT NULL,
            PRIMARY KEY (transaction_id, n, path)) WITHOUT ROWID
        """,
        "CREATE TABLE IF NOT EXISTS leavings (path TEXT PRIMARY KEY) WITHOUT ROWID",
        """
        CREATE TABLE IF NOT EXISTS terms (
            transaction_id INTEGER PRIMARY KEY REFERENCES transactions, since REAL NOT NULL, validation REAL NOT NULL,
            clock REAL NOT NULL)
        """,
    ]

    /// Each step is one SQLite transaction that also sets the version.
    static func bringUpToDate(_ database: Database, path: String) throws {
        let found = try database.userVersion
        guard found <= version else { throw StoreError.newer(found: found, known: version) }
        // Nobody's journal, so nobody's tables either.
        if found == 0, let table = try database.value("SELECT name FROM sqlite_schema LIMIT 1", as: String.self) {
            throw StoreError.damaged(path: path, reason: "it is another program's database, with '\(table)' in it")
        }
        for number in found..<version {
            guard let script = Script(steps[number].utf8) else { preconditionFailure("a zero byte in the schema") }
            try database.transaction {
                try script.run(on: database)
                try database.setUserVersion(number + 1)
            }
        }
        for addition in additions { try database.run(addition) }
    }

    /// Whether one of the ``additions`` is there: who only reads what an older release wrote last makes none.
    static func holds(_ table: String, in database: Database) throws(SQLiteError) -> Bool {
        try database.value("SELECT 1 FROM sqlite_schema WHERE name = ?", table, as: Int.self) != nil
    }
}
