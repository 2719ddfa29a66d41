/// What became of a request for the guard's confirmation.
enum ConfirmationOutcome: Equatable {
    case confirmed
    case refused(String)
    /// Another transaction is being confirmed.
    case busy(with: String)
    /// The guard has not answered in time; it may still do what it was asked.
    case overdue
    /// The guard does not read what it is told.
    case unheard
    case gone
}
