import Support
import Testing
import Wire

/// Releases that cannot be installed here, or not as they are.
@Suite struct BadReleaseTests {
    private let router: UpdatedRouter

    init() throws { router = try UpdatedRouter() }

    /// Where it is asked whether it would be installed, and what became of it when it was to be.
    private func expectVerdict(_ criterion: String, _ words: String, _ end: String) throws {
        let explained = try router.words("explain", "tool", "--asked")
        let line = explained.split(separator: "\n").first { $0.hasPrefix(criterion) } ?? ""
        #expect(line.contains(words), "\(explained)")
        let report = try router.update()
        #expect(report["end"]?.string == end && report["stage"]?.string == "evaluation", "\(report)")
        #expect(report["reason"]?.string?.contains("\(criterion): ") == true && report["reason"]?.string?.contains(words) == true)
        #expect(try router.words("history").contains(words))
        try router.expect(running: "1.0.0")
    }

    @Test(.tags(.slow)) func `one for another architecture`() throws {
        try router.publish("2.0.0", UpdatedRouter.good, "--arch", "riscv64")
        #expect(try router.words("explain").contains("Nothing is new"), "nobody asked for it")
        try expectVerdict("architecture", "it is for riscv64, this machine is ", "refused")
    }

    @Test(.tags(.slow)) func `one that needs a newer kernel`() throws {
        try router.publish("2.0.0", UpdatedRouter.good, "--min-core", "9.0.0")
        try expectVerdict("minimum", "it needs runtime 9.0.0, this one is ", "deferred")
    }

    @Test(.tags(.slow)) func `one that needs more of the disk than there is`() throws {
        try router.publish("2.0.0", UpdatedRouter.good, "--needs-disk", "900000000000000")
        try expectVerdict("disk", "free at least", "deferred")
    }

    @Test(.tags(.slow)) func `two updates at once: the second hears of the first, and how to end it`() throws {
        try router.publish("2.0.0")
        let id = try router.begin()
        let words = try router.words("run", "tool")
        #expect(words == "roost: update \(id) is under way (tool 2.0.0); wait for its end or cancel it: roost update cancel\n")
        #expect(try router.report(of: id)["end"]?.string == "committed")
        #expect(try router.history().count == 1)
        try router.expect(running: "2.0.0")
    }

    @Test(.tags(.slow)) func `a migration that never ends is ended by an operator, and the database is as it was`() throws {
        let program =
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table first (a)'); c.commit(); c.close()"
        let made = router.publication.folder.path("app.db")
        #expect(try CommandResult(of: "/usr/bin/python3", ["-c", program, made]).status == 0)
        try router.host.folder.write(readBytes(made), to: "data/tool/app.db")
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\n"
        try router.publish("2.0.0", UpdatedRouter.good, "--migrations", "app.db=sql", adding: ["sql/0001-never.sql": endless])
        let id = try router.begin()
        let journal = try #require(try router.host.feature("journal").pid)
        let work = { try CommandResult(of: "/usr/bin/pgrep", ["-f", "^roost-database migrate app.db .* \(journal)$"]).status == 0 }
        try Deadline.wait(for: "the migration to begin", until: work)
        #expect(try router.words("status").contains(": apply for"))
        #expect(try router.words("cancel") == "rolling-back: it is being rolled back; the version before comes back\n")
        let report = try router.report(of: id)
        #expect(report["end"]?.string == "rolled-back" && report["stage"]?.string == "apply", "\(report)")
        try router.expect(running: "1.0.0")
        #expect(try !work() && readBytes(made) == readBytes(router.host.folder.path("data/tool/app.db")))
    }
}
