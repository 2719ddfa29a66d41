import Contracts

extension JournalContract.Operation.Kind {
    /// The steps in which it has something to do; it can always be undone.
    var steps: Set<Step> {
        switch self {
        case .move, .swapLink, .writeFile, .snapshotDatabase: [.stage, .switch, .finish, .undo]
        case .removeTree: [.switch, .finish, .undo]
        case .migrateDatabase: [.migrate, .switch, .finish, .undo]
        case .armTrial: [.stage, .switch, .undo]
        }
    }

    /// Whether a step of it may take minutes, because a child reads a whole database.
    func isLong(in step: Step) -> Bool {
        switch (self, step) {
        case (.snapshotDatabase, .stage), (.migrateDatabase, .migrate): true
        default: false
        }
    }
}
