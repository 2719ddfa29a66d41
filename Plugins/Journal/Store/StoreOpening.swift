import Glibc
import Storage

/// From a folder, as a power cut or a bad disk may have left it, to a database that can be relied on.
struct StoreOpening {
    static let name = "journal.db"

    let folder: String
    private(set) var notices: [StoreNotice] = []

    private var path: String { "\(folder)/\(Self.name)" }

    init(folder: String) { self.folder = folder }

    mutating func open() throws(StoreError) -> Database {
        // A log without its database: a cut while both were set aside. SQLite would delete it.
        if !exists(Self.name), exists(Self.name + "-wal") { try setAside("its database file was missing") }
        do throws(StoreError) {
            return try openSound()
        } catch {
            guard case .damaged(_, let reason) = error else { throw error }
            try setAside(reason)
            return try openSound()
        }
    }

    func openReadOnly() throws(StoreError) -> Database {
        guard exists(Self.name) else { throw .absent(path: path) }
        do throws(StoreError) {
            return try openToRead(.readOnly)
        } catch {
            guard case .database(_, let reason) = error, [.cannotOpen, .readOnly].contains(reason.kind) else { throw error }
            // Nothing can be written beside it, so nobody writes it either.
            return try openToRead(.immutable)
        }
    }

    private func openToRead(_ access: Database.Access) throws(StoreError) -> Database {
        do {
            let database = try Database(path: path, access)
            try database.wait(forLocks: 5_000)
            let version = try database.userVersion
            guard version <= Schema.version else { throw StoreError.newer(found: version, known: Schema.version) }
            guard version > 0 else { throw StoreError.absent(path: path) }
            return database
        } catch {
            throw judged(error)
        }
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
        for suffix in ["", "-wal", "-shm"] where exists(Self.name + suffix) {
            guard rename(path + suffix, "\(folder)/\(kept)\(suffix)") == 0 else { throw systemFailure(path + suffix) }
        }
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemFailure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw systemFailure(folder) }
        notices.append(.setAside(path: "\(folder)/\(kept)", reason: reason))
    }

    private func freeName() -> String {
        var number = 1
        while ["", "-wal", "-shm"].contains(where: { exists("\(Self.name).corrupt-\(number)\($0)") }) { number += 1 }
        return "\(Self.name).corrupt-\(number)"
    }

    private func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(folder)/\(name)", &status) == 0
    }

    private func systemFailure(_ path: String) -> StoreError { .file(path: path, words: String(cString: strerror(errno))) }
}
