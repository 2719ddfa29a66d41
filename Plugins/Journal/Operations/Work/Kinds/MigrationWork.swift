/// `migrate-database`: numbered scripts run on a copy, which then takes the place of the original.
///
/// The original's log and its kin belong to it alone: found beside the copy they would be replayed into it. So they go first,
/// and come back first.
struct MigrationWork: Work {
    static let companions = ["-wal", "-shm", "-journal"]

    let original: Swap
    let scripts: OpenFolder
    private let companions: [Swap]
    private let child: DatabaseChild

    init(_ database: Place, scripts: OpenFolder, _ tag: Tag, _ deeds: Deeds, _ child: DatabaseChild) {
        (self.scripts, self.child) = (scripts, child)
        original = Swap(database, tag, deeds)
        companions = Self.companions.map { Swap(database.beside(database.name + $0), tag, deeds, part: $0) }
    }

    func migrate() throws(OperationFailure) {
        try original.deeds.removeDatabase(original.new)
        try child.migrate(original.place, copy: original.new, scripts: scripts)
        try original.deeds.settleDatabase(original.new, like: original.place)
        try original.deeds.syncFolder(of: original.place)
    }

    func `switch`() throws(OperationFailure) {
        if original.new.isThere {
            for companion in companions { try companion.keep(byLink: false) }
        }
        try original.put()
    }

    func finish() throws(OperationFailure) {
        for companion in companions { try companion.forget() }
        try original.forget()
    }

    func undo() throws(OperationFailure) {
        for companion in companions { try companion.restore() }
        try original.restore()
        try original.deeds.removeDatabase(original.new)
    }
}
