import Foundation
import Support
import Testing
import Wire

/// Clocks that are not what a test's machine says, for plugins of a real host.
@Suite struct BadClockTests {
    /// In all of them, and set right while they run.
    @Test(.tags(.slow)) func `with a clock wrong by years nothing expired is believed, and nothing of it lasts`() throws {
        let clock = try WrongClock()
        let lines = Dictionary(uniqueKeysWithValues: ["journal", "channels", "update"].map { ($0, clock.lines) })
        let router = try UpdatedRouter(manifest: lines, program: Binaries.preloadable)
        try router.publish("2.0.0")

        try clock.set(years: 10)
        let late = try router.words("check")
        let year = Calendar(identifier: .gregorian).component(.year, from: Date(timeIntervalSinceNow: 10 * WrongClock.year))
        #expect(late.contains("expired at") && late.contains("and now is \(year)"), "\(late)")
        #expect(throws: (any Error).self) { try router.begin() }
        try router.expect(running: "1.0.0")

        try clock.set(years: 0)
        #expect(try router.words("check").contains("2.0.0"))
        #expect(try router.update()["end"]?.string == "committed")

        try clock.set(years: -50)
        try router.publish("3.0.0")
        #expect(try router.words("check").contains("3.0.0"), "the latest time that was trusted counts")
        #expect(try router.words("explain").contains("the clock has not been set since boot"))
        let report = try router.update()
        #expect(report["end"]?.string == "committed" && (report["ended"]?.double ?? .infinity) < 1e9, "an operator has asked: \(report)")
        try router.expect(running: "3.0.0")

        try clock.set(years: 0)
        try router.publish("4.0.0")
        #expect(try router.update()["end"]?.string == "committed")
        #expect(try router.history().count == 3)
        try router.host.killHost()
        try router.start()
        try router.expect(running: "4.0.0")
    }

    @Test(.tags(.slow)) func `a migration that never ends meets the deadline of its stage, and the version before runs again`() throws {
        let clock = try WrongClock()
        let router = try UpdatedRouter(manifest: ["update": clock.lines], program: Binaries.preloadable)
        let program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table first (a)'); c.commit(); c.close()"
        let database = router.host.folder.path("data/tool/app.db")
        #expect(try CommandResult(of: "/usr/bin/python3", ["-c", program, database]).status == 0)
        let before = readBytes(database)
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\n"
        try router.publish("2.0.0", UpdatedRouter.good, "--migrations", "app.db=sql", adding: ["sql/0001-never.sql": endless])
        let id = try router.begin()
        let journal = try #require(try router.host.feature("journal").pid)
        let work = { try CommandResult(of: "/usr/bin/pgrep", ["-f", "^roost-database migrate app.db .* \(journal)$"]).status == 0 }
        try Deadline.wait(for: "the migration to begin", within: .seconds(30), until: work)
        try clock.pass(seconds: 301)
        let report = try router.report(of: id)
        #expect(report["end"]?.string == "rolled-back" && report["stage"]?.string == "apply", "\(report)")
        #expect(report["reason"]?.string == "apply was not done after the 300 s it may take", "\(report)")
        try router.expect(running: "1.0.0")
        #expect(try !work() && readBytes(database) == before)
    }
}
