/// The parts of an operation, each done in a phase of its transaction.
enum Step: String, CaseIterable, Sendable {
    /// In STAGING: what is to come is made ready beside what is there.
    case stage
    /// In MIGRATION: copies of databases are changed.
    case migrate
    /// In SWITCH: names change their holders.
    case `switch`
    /// In COMMIT: what was there before is let go.
    case finish
    /// In a rollback, from however far it came.
    case undo
}
