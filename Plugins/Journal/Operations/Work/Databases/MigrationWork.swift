import Files

/// `migrate-database`: numbered scripts run on a copy, which then takes the place of the original.
///
/// The original's log and its kin belong to it alone: found beside the copy they would be replayed into it. So they go first,
/// and come back first. What the original was is kept with the copy: one that was written to since is not given up for it.
struct MigrationWork: Work {
    static let companions = ["-wal", "-shm", "-journal"]

    let original: Swap
    let scripts: OpenFolder
    private let companions: [Swap]
    /// What the original was when it was copied.
    private let kept: Place
    private let child: DatabaseChild

    init(_ database: Place, scripts: OpenFolder, _ tag: Tag, _ deeds: Deeds, _ child: DatabaseChild) {
        (self.scripts, self.child) = (scripts, child)
        original = Swap(database, tag, deeds)
        companions = Self.companions.map { Swap(database.beside(database.name + $0), tag, deeds, part: $0) }
        kept = database.beside(tag.name(.new, "-state"))
    }

    private var deeds: Deeds { original.deeds }
    private var shown: String { original.place.shown }

    func migrate() throws(OperationFailure) {
        try deeds.removeTree(kept)
        let state = try copy()
        try deeds.settleDatabase(original.new, like: original.place)
        try deeds.create(kept, Array(state.text.utf8), mode: 0o600, owner: original.place.folder.own)
        try deeds.syncFolder(of: original.place)
    }

    /// Reading it may itself change it once: what a crash left half written is taken back then.
    private func copy() throws(OperationFailure) -> DatabaseState {
        for _ in 1...2 {
            let before = try state()
            try deeds.removeDatabase(original.new, as: original.dropped)
            try child.migrate(original.place, copy: original.new, scripts: scripts)
            if try state() == before { return before }
        }
        throw .conflict("\(shown) was written to while it was migrated; stop its user and advance again")
    }

    func `switch`() throws(OperationFailure) {
        let lock = original.new.isThere ? try take() : nil
        if lock != nil {
            for companion in companions { try companion.keep(byLink: false) }
        }
        try original.put()
        withExtendedLifetime(lock) {}
    }

    /// From here on it is nobody else's, and what was copied is what is there; also where an earlier try was cut short.
    private func take() throws(OperationFailure) -> DatabaseLock {
        let lock = try DatabaseLock(original.before)
        let isUntouched = companions.allSatisfy { !$0.isKept || !$0.place.isThere }
        guard isUntouched, try DatabaseState(keptAs: kept) == state() else {
            throw .conflict("\(shown) was written to since it was migrated; stop its user, roll back and migrate again")
        }
        return lock
    }

    private func state() throws(OperationFailure) -> DatabaseState {
        try DatabaseState(file: original.before, log: companions[0].before)
    }

    func finish() throws(OperationFailure) {
        for companion in companions { try companion.forget() }
        try deeds.discard(kept, as: original.dropped)
        try original.forget()
    }

    func undo() throws(OperationFailure) {
        for companion in companions { try companion.restore() }
        try deeds.discard(kept, as: original.dropped)
        try deeds.removeDatabase(original.new, as: original.dropped)
        try original.restore()
    }
}
