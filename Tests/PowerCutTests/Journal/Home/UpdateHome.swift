import Foundation
import Glibc
import Storage
import Support

/// A host's home before an update: two slots, a feature with files and a database, and the journal.
final class UpdateHome: Sendable {
    let folder: TemporaryFolder

    var path: String { folder.path }

    /// - Parameter prefix: put before the journal's own words, to run it under something.
    init(journal prefix: [String] = []) throws {
        folder = try TemporaryFolder("home")
        for name in [
            "slots/a/bin", "slots/b/bin", "plugins/journal", "data/app/scripts", "data/app/parts", "data/app/cache",
        ] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        for slot in ["a", "b"] {
            try folder.write("#!/bin/sh\nexec '\(Binaries.roost)' \"$@\"\n", to: "slots/\(slot)/bin/roost", mode: 0o755)
        }
        symlink("a", folder.path("slots/current"))
        try folder.write(Self.journal(prefix), to: "plugins/journal/plugin.toml")
        for (name, text) in ["settings": "old", "program": "old", "parts/program": "new", "cache/file": "old"] {
            try folder.write(text, to: "data/app/\(name)")
        }
        try folder.write("ALTER TABLE users ADD COLUMN mail TEXT;\nUPDATE users SET mail = name;\n", to: "data/app/scripts/0002-mail.sql")
        let database = try Database(path: folder.path("data/app/app.db"), .create)
        try Script(Self.database.utf8)?.run(on: database)
        database.close()
    }

    static let database = """
        PRAGMA journal_mode=WAL; PRAGMA user_version=1; CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO users SELECT i, 'user ' || i FROM n;
        """

    /// As it is shipped.
    static func manifest(of id: String) -> String {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().pathComponents.prefix { $0 != "Tests" }
        return readText(NSString.path(withComponents: Array(root)) + "/Config/plugins/\(id).toml")
    }

    private static func journal(_ prefix: [String]) throws -> String {
        let text = manifest(of: "journal")
        let words = prefix.isEmpty ? ["@roost"] : prefix + [Binaries.roost]
        // One thread for all that blocks: so that its calls can be counted beforehand.
        let environment = prefix.isEmpty ? "" : "environment = { UV_THREADPOOL_SIZE = \"1\" }\n"
        return environment + text.replacing("\"@roost\"", with: words.map { "\"\($0)\"" }.joined(separator: ", "))
    }
}
