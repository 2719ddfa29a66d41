import Files
import Glibc
import Storage

/// From a folder, as a power cut or a bad disk may have left it, to a database that can be relied on.
struct StoreOpening {
    static let name = "journal.db"
    /// It, and what SQLite keeps beside it: without these it is not what it was.
    static let names = suffixes.map { name + $0 }
    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    let folder: String
    private(set) var notices: [StoreNotice] = []

    private var path: String { "\(folder)/\(Self.name)" }

    init(folder: String) { self.folder = folder }

    mutating func open() throws(StoreError) -> Database {
        if isMissing { try setAside("its database file was missing") }
        do throws(StoreError) {
            return try openSound()
        } catch {
            guard case .damaged(_, let reason) = error else { throw error }
            try setAside(reason)
            return try openSound()
        }
    }

    /// To write as well, as far as SQLite is concerned: it may have to take back what a crash left half written.
    func openToRead() throws(StoreError) -> Database {
        guard exists(Self.name) else { throw .absent(path: path) }
        do {
            let database = try Database(path: path, .readWrite)
            try database.keepLogOnClose(true)
            try database.wait(forLocks: 5_000)
            try database.run("PRAGMA query_only = ON")
            let version = try database.userVersion
            guard version <= Schema.version else { throw StoreError.newer(found: version, known: Schema.version) }
            guard version > 0 else { throw StoreError.absent(path: path) }
            return database
        } catch {
            throw judged(error)
        }
    }

    /// A log without its database: a cut while both were set aside. SQLite would delete it. The other kind of log is there alone also where
    /// the first start was cut.
    private var isMissing: Bool {
        !exists(Self.name) && (exists(Self.name + "-wal") || exists(Self.name + "-journal") && exists("\(Self.name).corrupt-1"))
    }

    private func openSound() throws(StoreError) -> Database {
        do {
            let database = try Database(path: path, .create)
            // If it turns out to be damaged, its log is evidence.
            try database.keepLogOnClose(true)
            try database.wait(forLocks: 5_000)
            // Heard only by a new file: what is deleted can be given back to the disk.
            try database.run("PRAGMA auto_vacuum = INCREMENTAL")
            try database.makeDurable()
            if let problem = try database.integrityProblems(limit: 1).first { throw StoreError.damaged(path: path, reason: problem) }
            try Schema.bringUpToDate(database, path: path)
            try database.keepLogOnClose(false)
            return database
        } catch {
            throw judged(error)
        }
    }

    private func judged(_ error: any Error) -> StoreError {
        switch error {
        case let error as StoreError: error
        case let error as SQLiteError where error.kind == .corrupt || error.kind == .notADatabase:
            .damaged(path: path, reason: error.description)
        case let error as SQLiteError: .database(path: path, error)
        default: preconditionFailure("\(error)")
        }
    }

    /// The database goes first: what it leaves behind is found at the next opening.
    private mutating func setAside(_ reason: String) throws(StoreError) {
        let kept = freeName()
        for suffix in Self.suffixes where exists(Self.name + suffix) {
            guard rename(path + suffix, "\(folder)/\(kept)\(suffix)") == 0 else { throw systemFailure(path + suffix) }
        }
        do throws(FileFailure) { try OpenFolder.sync(folder) } catch { throw .file(path: error.path, words: error.words) }
        notices.append(.setAside(path: "\(folder)/\(kept)", reason: reason))
    }

    private func freeName() -> String {
        var number = 1
        while Self.suffixes.contains(where: { exists("\(Self.name).corrupt-\(number)\($0)") }) { number += 1 }
        return "\(Self.name).corrupt-\(number)"
    }

    private func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(folder)/\(name)", &status) == 0
    }

    private func systemFailure(_ path: String) -> StoreError { .file(path: path, words: String(cString: strerror(errno))) }
}
