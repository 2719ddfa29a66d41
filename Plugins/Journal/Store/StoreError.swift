import Storage

/// Why the journal's database cannot be used.
enum StoreError: Error {
    /// Another process holds the journal.
    case locked(folder: String)
    /// The folder or a file in it cannot be used, for the system's reason.
    case file(path: String, words: String)
    /// The schema is a newer version's.
    case newer(found: Int, known: Int)
    /// SQLite refused.
    case database(path: String, SQLiteError)
    /// There is no journal here.
    case absent(path: String)
    /// The file is damaged, and was only to be read.
    case damaged(path: String, reason: String)
}

extension StoreError: CustomStringConvertible {
    var description: String {
        switch self {
        case .locked(let folder): "the journal in \(folder) is in use by another process (the host runs?)"
        case .file(let path, let words): "\(path): \(words)"
        case .newer(let found, let known):
            "the journal was written by a newer roost (schema \(found), this one knows \(known)); start the newer release"
        case .database(let path, let error): "\(path): \(error)"
        case .absent(let path): "there is no journal at \(path)"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason); the journal sets it aside at its next start"
        }
    }
}
