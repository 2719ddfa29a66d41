import Support

/// What an update brings of one feature with a database, or of the runtime: version 1, which is always good, and version 2.
struct UpdatePart: Sendable {
    let id: String
    /// Of version 2.
    var fault: Fault?

    enum Fault: Sendable {
        /// It writes to its database, then it crashes.
        case crash
        /// It writes to its database, and never gets ready; a runtime is started, and then does nothing at all.
        case silence
    }

    init(_ id: String, _ fault: Fault? = nil) { (self.id, self.fault) = (id, fault) }

    static let core = "core"

    var isCore: Bool { id == Self.core }

    /// A release's files by their names.
    func tree(_ version: String) -> [(name: String, text: String)] { isCore ? slot(version) : folder(version) }

    private func fault(of version: String) -> Fault? { version == "1.0.0" ? nil : fault }

    /// A script in the program's place: what it starts is the program under test, not 30 MB of a copy.
    private func slot(_ version: String) -> [(name: String, text: String)] {
        let start = fault(of: version) == .silence ? "exec sleep 1000" : "exec '\(Binaries.preloadable)' \"$@\""
        return [("bin/roost", "#!/bin/sh\n\(start)\n"), ("version", "\(version)\n")]
    }

    private func folder(_ version: String) -> [(name: String, text: String)] {
        let fault = fault(of: version)
        return [
            (
                "plugin.toml",
                """
                id = '\(id)'
                version = '\(version)'
                exec = ['./run']
                kind = 'daemon'
                ready = { by = '\(fault == .silence ? "exec:false" : "started")', within = 4 }
                stop = { within = 1 }

                """
            ),
            ("run", fault == .crash ? Self.crash(version) : Self.writer(version)),
            ("text", (0..<3000).map { "line \($0)\($0.isMultiple(of: 7) ? " of \(version)" : "")\n" }.joined()),
        ] + (version == "1.0.0" ? [] : [("sql/0002-length.sql", Self.migration)])
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
