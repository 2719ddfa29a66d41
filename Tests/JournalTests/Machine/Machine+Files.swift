import Glibc
import Storage
import Support
import Testing

@testable import Journal

/// What the feature `app` keeps in its data folder.
extension Machine {
    func path(_ name: String) -> String { folder.path("data/app/\(name)") }

    func put(_ name: String, _ text: String, mode: UInt32 = 0o644, owner: uid_t = 0) throws {
        try folder.write(text, to: "data/app/\(name)")
        chmod(path(name), mode)
        if geteuid() == 0 { chown(path(name), owner, owner) }
    }

    func makeFolder(_ name: String) throws { _ = try folder.makeFolder("data/app/\(name)") }

    func link(_ name: String, to text: String) throws { try #require(symlink(text, path(name)) == 0) }

    func makeSlots() throws {
        for slot in ["a", "b"] { _ = try folder.makeFolder("slots/\(slot)") }
        try #require(symlink("a", folder.path("slots/current")) == 0)
    }

    /// With rows that are in its log only, as after a crash.
    func makeDatabase() throws {
        let making = try TemporaryFolder("making")
        let made = making.path("making.db")
        let database = try Database(path: made, .create)
        try database.makeDurable()
        try database.run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)")
        for id in 1...50 { try database.run("INSERT INTO users VALUES (?, 'user')", id) }
        for suffix in ["", "-wal", "-shm"] { try copy(made + suffix, path("app.db") + suffix) }
    }

    func copy(_ from: String, _ to: String) throws { try Self.copy(from, to) }

    static func copy(_ from: String, _ to: String) throws {
        let (input, output) = (open(from, O_RDONLY), open(to, O_WRONLY | O_CREAT | O_EXCL, 0o640))
        try #require(input >= 0 && output >= 0)
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = read(input, &chunk, chunk.count), count > 0 { try #require(write(output, chunk, count) == count) }
        close(input)
        close(output)
    }

    /// Two scripts; the first has three statements.
    func makeScripts(third: String = "DELETE FROM users WHERE id > 40") throws {
        try makeFolder("scripts")
        try put(
            "scripts/0001-mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\nUPDATE users SET mail = name || '@example.org';\n\(third);\n"
        )
        try put("scripts/0002-index.sql", "CREATE INDEX by_mail ON users (mail);")
        try put("scripts/README", "not SQL")
    }

    /// How many users the feature's database holds, and its version.
    func users() throws -> (count: Int, version: Int) {
        let database = try Database(path: path("app.db"), .readWrite)
        try database.keepLogOnClose(true)
        return (try database.value("SELECT count(*) FROM users", as: Int.self) ?? -1, try database.userVersion)
    }
}
