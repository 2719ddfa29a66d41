import PowerCut
import Support
import Testing

/// SQLite's own promises under its own settings: the model must neither accuse who is innocent nor acquit who is not.
struct SQLiteTests {
    private static func program(_ settings: String) -> PythonProgram {
        PythonProgram(
            """
            import sqlite3
            store = sqlite3.connect('store.db', isolation_level=None)
            store.executescript('\(settings)')
            store.execute('create table numbers(n integer primary key, body text)')
            for n in range(1, 5):
                store.execute('insert into numbers values(?, ?)', (n, 'x' * 3000 * (n % 3)))
                say(str(n))
            store.close()
            """)
    }

    private func replay(_ settings: String) throws -> ReplayReport {
        let recording = try Self.program(settings).record()
        return try Replayer().replay(Enumeration(of: recording)) { folder, _ in
            let query = "pragma integrity_check; select max(n) from numbers"
            let shell = try ServerProcess("/usr/bin/sqlite3", ["\(folder)/store.db", query])
            _ = try shell.waitForEnd()
            return shell.output + shell.errors
        } judge: { state, answer in
            let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.first == "ok" else { return ["broken: \(answer)"] }
            let kept = Int(lines[1]) ?? 0
            let promised = state.said.last.flatMap { Int($0) } ?? 0
            return kept < promised ? ["\(promised) rows were promised, \(kept) are there"] : []
        }
    }

    @Test(arguments: ["pragma journal_mode=wal; pragma synchronous=full", "pragma journal_mode=delete; pragma synchronous=extra"])
    func `settings that keep every commit keep every commit`(_ settings: String) throws {
        let report = try replay(settings)
        print("SQLite, \(settings): \(report)")
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
        #expect(report.disks > 50, "\(report)")
    }

    @Test(arguments: ["pragma journal_mode=wal; pragma synchronous=normal", "pragma journal_mode=delete; pragma synchronous=full"])
    func `settings that lose commits are caught`(_ settings: String) throws {
        let report = try replay(settings)
        #expect(report.failures.contains { $0.words.contains("were promised") })
        #expect(!report.failures.contains { $0.words.hasPrefix("broken") }, "\(report.failures.prefix(5))")
    }

    @Test func `settings that break a database are caught`() throws {
        let report = try replay("pragma journal_mode=delete; pragma synchronous=off")
        #expect(report.failures.contains { $0.words.hasPrefix("broken") })
    }
}
