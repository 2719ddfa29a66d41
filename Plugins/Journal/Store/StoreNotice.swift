/// Something about the journal's own file that a person should know.
enum StoreNotice: Equatable, Sendable {
    /// The file was unusable, for this reason, and is kept at this path.
    case setAside(path: String, reason: String)

    var text: String {
        switch self {
        case .setAside(let path, let reason):
            "The journal's database was damaged (\(reason)). It is kept as \(path); an empty journal was begun."
        }
    }

    var remedy: String {
        switch self {
        case .setAside(let path, _):
            "Transactions that were under way are forgotten: run `roost journal list` and check the last update. "
                + "sqlite3 \(path) .recover may show what was in it; delete the file when you need it no more."
        }
    }
}
