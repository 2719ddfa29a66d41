import PowerCut
import Support

/// Asks a database through SQLite's own shell.
enum SQLiteShell {
    static func run(_ database: String, _ statements: String) throws -> [String] {
        let shell = try ServerProcess("/usr/bin/sqlite3", ["-bail", "-batch", database, statements])
        guard try shell.waitForEnd() == .exited(0) else { throw RecordingError(words: "\(database): \(shell.errors)") }
        return shell.output.split(separator: "\n").map(String.init)
    }
}
