/// Whose a process is, as far as the host can tell.
enum ProcessOwner: Equatable {
    case feature(String)
    /// Of no feature: its uid says what it may.
    case nobody
    /// It cannot be told, and why: it may be anybody's.
    case unknown(String)
}
