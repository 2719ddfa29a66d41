/// What is done about a transaction under way that nobody asks anything of.
enum DeadlineDecision: Equatable, Sendable {
    /// Nothing as long as it stands so.
    case leave
    /// Nothing for so many seconds.
    case wait(Double)
    case rollBack(String)
    case commit
    /// Its commit or rollback was begun, and failed.
    case tryAgain
}
