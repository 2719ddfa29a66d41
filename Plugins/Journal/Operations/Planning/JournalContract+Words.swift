import Contracts

extension JournalContract.Operation {
    /// For a person.
    var words: String {
        switch self {
        case .move(let from, let to): "move \(from) to \(to)"
        case .swapLink(let link, let to): "point \(link) to \(to)"
        case .writeFile(let path, _, _): "write \(path)"
        case .removeTree(let path): "remove \(path)"
        case .snapshotDatabase(let path, let to): "copy the database \(path) to \(to)"
        case .migrateDatabase(let path, let scripts): "migrate the database \(path) by \(scripts)"
        case .armTrial(let previous, let slot, let deadline): "put slot \(slot) on trial for \(deadline) s, \(previous) is the way back"
        }
    }
}
