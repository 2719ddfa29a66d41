import Support

/// The next version of a feature with a database, or of the runtime, as it may turn out.
enum NewVersion: String, CaseIterable, Sendable {
    /// It runs, and stays.
    case good
    /// It writes to its database, then it crashes.
    case crashing
    /// It writes to its database, and never gets ready.
    case mute
    /// It has run, and an operator goes back to the version before.
    case returning
    /// A runtime that runs.
    case runtime
    /// One that is started, and then does nothing at all.
    case hangingRuntime

    static let features: [NewVersion] = [.good, .crashing, .mute, .returning]

    var isCore: Bool { self == .runtime || self == .hangingRuntime }

    /// Each feature is one of its own, so that one repository has them all.
    var id: String { isCore ? "core" : rawValue }

    /// What becomes of it where the power stays.
    var end: String { self == .crashing || self == .mute || self == .hangingRuntime ? "rolled-back" : "committed" }

    /// What the update leads to.
    var goal: String { self == .returning ? "1.0.0" : "2.0.0" }

    /// Whether version 2 is there after an update that was committed, or was not.
    func isNew(committed: Bool) -> Bool { committed != (self == .returning) }

    /// A release's files by their names. Version 1 is always good.
    func tree(_ version: String) -> [(name: String, text: String)] { isCore ? slot(version) : folder(version) }

    /// A script in the program's place: what it starts is the program under test, not 30 MB of a copy.
    private func slot(_ version: String) -> [(name: String, text: String)] {
        let isHanging = self == .hangingRuntime && version != "1.0.0"
        let start = isHanging ? "exec sleep 1000" : "exec '\(Binaries.preloadable)' \"$@\""
        return [("bin/roost", "#!/bin/sh\n\(start)\n"), ("version", "\(version)\n")]
    }

    private func folder(_ version: String) -> [(name: String, text: String)] {
        let isNew = version != "1.0.0"
        let ready = isNew && self == .mute ? "exec:false" : "started"
        return [
            (
                "plugin.toml",
                """
                id = '\(id)'
                version = '\(version)'
                exec = ['./run']
                kind = 'daemon'
                ready = { by = '\(ready)', within = 4 }
                stop = { within = 1 }

                """
            ),
            ("run", isNew && self == .crashing ? Self.crash(version) : Self.writer(version)),
            ("text", (0..<3000).map { "line \($0)\($0.isMultiple(of: 7) ? " of \(version)" : "")\n" }.joined()),
        ] + (isNew ? [("sql/0002-length.sql", Self.migration)] : [])
    }

    /// One connection that is never closed, so that what it wrote last is in the log alone when it is killed.
    private static func writer(_ version: String) -> String {
        """
        #!/bin/sh
        {
            echo 'PRAGMA journal_mode = wal; PRAGMA synchronous = normal; PRAGMA busy_timeout = 5000;'
            while :; do
                echo "INSERT INTO pulse (version) VALUES ('\(version)');"
                sleep 0.2
            done
        } | sqlite3 -bail "$ROOST_DATA/book.db" >/dev/null

        """
    }

    private static func crash(_ version: String) -> String {
        """
        #!/bin/sh
        sqlite3 -bail "$ROOST_DATA/book.db" "PRAGMA busy_timeout = 5000; INSERT INTO pulse (version) VALUES ('\(version)');" >/dev/null
        sleep 0.3
        echo 'no such table' >&2
        exit 7

        """
    }

    private static let migration = "ALTER TABLE entry ADD COLUMN length INTEGER; UPDATE entry SET length = length(text) + id;\n"
}
