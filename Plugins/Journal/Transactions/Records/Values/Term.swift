import Contracts

/// What the deadlines of a transaction under way are counted by; by the journal's clock.
struct Term: Equatable, Sendable {
    /// When it came into its phase, or got its latest operation.
    let since: Double
    /// Seconds that VALIDATION may last.
    let validation: Double

    init(since: Double, validation: Double = JournalContract.usualValidation) { (self.since, self.validation) = (since, validation) }
}
