import Contracts

extension JournalContract.Operation {
    /// The places it changes, once its paths are `@home/...`; those that cannot be read are none.
    func touches(of transaction: Int64) -> [Touch] {
        touchedPaths.compactMap { text in
            guard let path = try? Workshop.path(text) else { return nil }
            return Touch(path: path, transaction: transaction, isMove: kind == .move)
        }
    }

    private var touchedPaths: [String] {
        switch self {
        case .move(let from, let to): [from, to]
        case .swapLink(let link, _): [link]
        case .writeFile(let path, _, _), .removeTree(let path): [path]
        case .snapshotDatabase(_, let to): [to]
        case .migrateDatabase(let path, _): [path] + MigrationWork.companions.map { path + $0 }
        case .armTrial: [SlotFiles.folder.text + "/" + Trial.name]
        }
    }
}
