import Files
import Glibc
import Storage

/// The work itself: a copy by the backup API, then scripts on the copy, each one SQLite transaction.
struct DatabaseWork {
    let task: DatabaseTask
    let speaker: DatabaseSpeaker

    init(_ task: DatabaseTask, speaker: DatabaseSpeaker) { (self.task, self.speaker) = (task, speaker) }

    func perform() throws(DatabaseFailure) {
        let copy = try wrap("cannot make the copy") { () throws(SQLiteError) in
            try Database(path: task.copyPath, .create, followingLinks: false)
        }
        defer { copy.close() }
        let mode = try copyAll(to: copy)
        copy.progress(every: 10_000) { [speaker] in
            speaker.beat()
            return true
        }
        if task.verb == .migrate { try migrate(copy) }
        try check(copy)
        try wrap("cannot finish the copy") { () throws(SQLiteError) in _ = try copy.value("PRAGMA journal_mode = \(mode)", as: String.self)
        }
    }

    /// The original is only read: a log of its own, with what is in no other file, stays as it is.
    private func copyAll(to copy: Database) throws(DatabaseFailure) -> String {
        var status = stat()
        guard lstat(task.sourcePath, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw DatabaseFailure("it is not a file any more")
        }
        return try copyFile(to: copy)
    }

    private func copyFile(to copy: Database) throws(DatabaseFailure) -> String {
        try wrap("cannot copy it") { () throws(SQLiteError) in
            let source = try Database(path: task.sourcePath, .readWrite, followingLinks: false)
            defer { source.close() }
            if hasLog { try source.keepLogOnClose(true) }
            try source.wait(forLocks: 2_000)
            let mode = try source.value("PRAGMA journal_mode", as: String.self)
            _ = try copy.value("PRAGMA journal_mode = memory", as: String.self)
            // The journal syncs the whole file once it is done.
            try copy.run("PRAGMA synchronous = OFF")
            do {
                let backup = try Backup(of: source, to: copy)
                while try backup.step(pages: 256) { speaker.beat() }
            }
            return mode == "wal" ? "wal" : "delete"
        }
    }

    private var hasLog: Bool {
        var status = stat()
        return stat(task.sourcePath + "-wal", &status) == 0 && status.st_size > 0
    }

    private func migrate(_ copy: Database) throws(DatabaseFailure) {
        let scripts = try MigrationScripts(OpenFolder(adopting: 4, "the scripts"))
        let version = try wrap("cannot read its version") { () throws(SQLiteError) in
            // Out of the log mode that came with the copy: nothing but the file itself may hold any of it.
            _ = try copy.value("PRAGMA journal_mode = delete", as: String.self)
            _ = try copy.value("PRAGMA journal_mode = memory", as: String.self)
            return try copy.userVersion
        }
        for entry in scripts.entries where entry.number > version {
            try run(entry, scripts.read(entry), on: copy)
        }
    }

    private func run(_ entry: MigrationScripts.Entry, _ bytes: [UInt8], on copy: Database) throws(DatabaseFailure) {
        guard let script = Script(bytes) else { throw DatabaseFailure("\(entry.name): a zero byte in it") }
        let rules = ScriptRules()
        var statement = 0
        do {
            try copy.transaction {
                try copy.authorize { rules.allow($0) }
                let result = Result { () throws(SQLiteError) in
                    try script.run(on: copy) { number in
                        statement = number
                        speaker.beat()
                    }
                }
                // What follows is not the script's.
                try copy.authorize(nil)
                try result.get()
                statement = 0
                try copy.setUserVersion(entry.number)
            }
        } catch let error as SQLiteError {
            let place = statement > 0 ? "\(entry.name), statement \(statement)" : entry.name
            throw rules.refused.map { DatabaseFailure("\(place): \($0)") } ?? DatabaseFailure(error, doing: place)
        } catch {
            throw DatabaseFailure("\(entry.name): \(error)")
        }
    }

    private func check(_ copy: Database) throws(DatabaseFailure) {
        let problems = try wrap("cannot check it") { () throws(SQLiteError) in try copy.quickProblems(limit: 1) }
        if let problem = problems.first { throw DatabaseFailure("it is damaged: \(problem); restore it from a copy") }
    }

    private func wrap<Value>(_ doing: String, _ body: () throws(SQLiteError) -> Value) throws(DatabaseFailure) -> Value {
        do throws(SQLiteError) { return try body() } catch { throw DatabaseFailure(error, doing: doing) }
    }
}
