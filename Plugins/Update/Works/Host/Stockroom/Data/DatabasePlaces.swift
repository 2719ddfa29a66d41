import Files

/// Where a feature's databases and their kin lie, be they there at this moment or not: a log comes and goes while the feature writes.
struct DatabasePlaces {
    /// Below the data folder.
    let files: Set<String>
    /// Those that hold one, however deep.
    let folders: Set<String>

    init(_ databases: [DatabaseFile]) {
        files = Set(databases.flatMap { database in ([""] + DatabaseFile.kin).map { database.path + $0 } })
        folders = Set(databases.flatMap { FilePath($0.path).foldersOnTheWay })
    }
}
