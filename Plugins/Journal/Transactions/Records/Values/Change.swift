import Contracts

/// One thing to be written down about a transaction; those that belong together are written in one act.
enum Change: Equatable, Sendable {
    case state(n: Int, OperationState)
    /// Before the operation's first step: what it works on is mounted there.
    case volumes(n: Int, [HomePath])
    case note(n: Int, String)
    case phase(JournalContract.Phase)
    /// From here on it can only be rolled back.
    case reason(String)
    case recoveries(Int)
    case end(JournalContract.End, reason: String?)
    /// Trees that are still to be removed.
    case leavings([HomePath])
    /// The caller's event, in a stream.
    case append(stream: StreamName, event: [UInt8])
}
