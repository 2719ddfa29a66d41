import Contracts

/// One feature, what it becomes, and what it leaves: what there is to know before it can be planned.
struct FeatureChange: Equatable {
    var id: String
    /// Empty if it was not there.
    var from: String
    /// The staged tree that takes its place; absolute.
    var tree: String
    /// In the home it is a folder, or its manifest alone.
    var hasFolder = false
    var hasManifest = false
    var databases: [DatabaseFile] = []
    /// Folders of scripts in the tree, by database.
    var migrations: [String: String] = [:]
    /// On the way back: copies that are kept of databases the present version has migrated.
    var restores: [String: String] = [:]

    /// What else of its data comes back with the version before, and where copies of it lie, under their numbers; absolute.
    var pieces = DataPieces()
    var copies = ""

    /// Bytes its databases and files need beside themselves until the end.
    var room: Int64 {
        databases.reduce(pieces.bytes) { $0 + $1.size * (isRestored($1) ? 0 : migrations[$1.path] != nil && hasFolder ? 2 : 1) }
    }

    private func isRestored(_ database: DatabaseFile) -> Bool { restores[database.path] != nil }

    /// In the order in which they are done; undone backwards.
    ///
    /// Every database changes its file, migrated or not, and so does every piece of its other data: what the new version writes goes
    /// into a copy, and the old file stays as it was until the commit. So going back restores it to the byte, whatever happened meanwhile.
    /// - Parameter none: a folder without scripts.
    func operations(on site: Site, none: String) -> [JournalContract.Operation] {
        databases.indices.flatMap { replacing($0, site, none) } + pieces.kept.indices.map { replacing(piece: $0, site) } + keeping(site)
            + [.move(from: site.journalPath(tree), to: site.journalPath(site.plugin(id)))]
    }

    private func replacing(piece n: Int, _ site: Site) -> JournalContract.Operation {
        .move(from: site.journalPath("\(copies)/\(n)"), to: site.journalPath("\(site.data(of: id))/\(pieces.kept[n].path)"))
    }

    private func replacing(_ n: Int, _ site: Site, _ none: String) -> [JournalContract.Operation] {
        let database = databases[n]
        let path = site.journalPath("\(site.data(of: id))/\(database.path)")
        if let copy = restores[database.path] {
            return database.companions.map { .removeTree(path: path + $0) }
                + [.move(from: site.journalPath("\(site.previous(id))/\(copy)"), to: path)]
        }
        guard let scripts = migrations[database.path] else { return [.migrateDatabase(path: path, scripts: site.journalPath(none))] }
        let migration = JournalContract.Operation.migrateDatabase(path: path, scripts: site.journalPath("\(tree)/\(scripts)"))
        guard hasFolder else { return [migration] }
        return [.snapshotDatabase(path: path, to: site.journalPath("\(site.previous(id))/\(Self.copy(n))")), migration]
    }

    /// The tree as it is becomes the version before; of a manifest alone nothing is kept that one could go back to later.
    private func keeping(_ site: Site) -> [JournalContract.Operation] {
        guard hasFolder else { return hasManifest ? [.removeTree(path: site.journalPath(site.manifest(id)))] : [] }
        let about = "\(site.previous(id))/\(PreviousVersion.file)"
        return [
            .writeFile(path: site.journalPath(about), content: .text(kept.text), mode: nil),
            .move(from: site.journalPath(site.plugin(id)), to: site.journalPath("\(site.previous(id))/tree")),
        ]
    }

    private var kept: PreviousVersion {
        let copied = databases.indices.filter { migrations[databases[$0].path] != nil && !isRestored(databases[$0]) }
        return PreviousVersion(
            version: from, databases: Dictionary(uniqueKeysWithValues: copied.map { (databases[$0].path, Self.copy($0)) }))
    }

    /// Never the name of a copy that is being put back in the same transaction.
    private static func copy(_ n: Int) -> String { "\(n).db" }
}
