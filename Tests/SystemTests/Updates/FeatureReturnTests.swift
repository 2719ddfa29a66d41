import Support
import Testing
import Wire

/// Back to a feature's version before, on request, with what it had in its database.
@Suite struct FeatureReturnTests {
    @Test(.tags(.slow)) func `a database that a release has migrated is as it was once an operator has gone back`() throws {
        let router = try UpdatedRouter()
        let database = router.host.folder.path("data/tool/app.db")
        #expect(try Self.python("c.execute('create table first (a)'); c.commit()", database).status == 0)
        try Self.publish("2.0.0", in: router.publication)
        #expect(try router.update()["end"]?.string == "committed")
        #expect(try Self.tables(of: database) == ["first", "more"])
        #expect(try Self.python("c.execute('insert into more values (1)'); c.commit()", database).status == 0)

        let back = try router.host.bus().ask("update.rollback", ["id": "tool"])
        let report = try router.report(of: back["id"]?.string ?? "")
        #expect(report["end"]?.string == "committed" && report["cause"]?.string == "rollback", "\(report)")
        #expect(try router.host.feature("tool").version == "1.0.0")
        #expect(try Self.tables(of: database) == ["first"])
    }

    /// With a script that makes another table.
    private static func publish(_ version: String, in publication: Publication) throws {
        let tree = "tool-\(version)"
        let manifest = "id = 'tool'\nversion = '\(version)'\nexec = ['./tool']\nkind = 'daemon'\nready.by = 'started'\n"
        try publication.folder.write(manifest, to: "\(tree)/plugin.toml")
        try publication.folder.write("#!/bin/sh\nexec sleep 100000\n", to: "\(tree)/tool", mode: 0o755)
        try publication.folder.write("CREATE TABLE more (a);\n", to: "\(tree)/sql/0001-more.sql")
        let words = ["release", "--channel", "stable", "--force", publication.folder.path(tree), "--id", "tool", "--version", version]
        let result = try publication.publish(words + ["--arch", "all", "--migrations", "app.db=sql"])
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    private static func tables(of database: String) throws -> [String] {
        let words = "print(*[r[0] for r in c.execute('select name from sqlite_master order by 1')], sep='\\n')"
        return try python(words, database).output.split(separator: "\n").map(String.init)
    }

    private static func python(_ words: String, _ database: String) throws -> CommandResult {
        try CommandResult(
            of: "/usr/bin/env", ["python3", "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \(words)", database])
    }
}
