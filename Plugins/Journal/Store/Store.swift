import Storage

/// The journal's database, `journal.db` in a folder that one process at a time holds.
///
/// Everything in it is written through one connection; each method is its own SQLite transaction unless it says otherwise.
/// It blocks while the disk does, so it lives off the loop.
final class Store {
    let folder: String
    let database: Database
    /// What opening found that a person should know.
    let notices: [StoreNotice]
    private let lock: StoreLock?

    var streams: StreamTable { StreamTable(database: database) }

    /// For the owner of the journal: takes the lock, checks the file, sets a corrupt one aside, brings the schema up to date.
    convenience init(opening folder: String) throws(StoreError) {
        let lock = try StoreLock(folder: folder)
        try StoreFolder.settle(folder)
        var opening = StoreOpening(folder: folder)
        let database = try opening.open()
        self.init(folder: folder, database, notices: opening.notices, lock: lock)
    }

    /// For those who only look, beside an owner or without one. Nothing that is written there is changed, a corrupt file is refused.
    convenience init(reading folder: String) throws(StoreError) {
        let database = try StoreOpening(folder: folder).openToRead()
        self.init(folder: folder, database, notices: [], lock: nil)
    }

    private init(folder: String, _ database: Database, notices: [StoreNotice], lock: StoreLock?) {
        (self.folder, self.database, self.notices, self.lock) = (folder, database, notices, lock)
    }
}
