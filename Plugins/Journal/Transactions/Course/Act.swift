/// What is to be done next for a transaction.
enum Act: Equatable, Sendable {
    /// Write these down, in one act and on the disk.
    case record([Change])
    /// Do a step of operation `n`.
    case perform(Step, n: Int)
}
