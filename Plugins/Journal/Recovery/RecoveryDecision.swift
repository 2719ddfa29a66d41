/// What recovery does about a transaction it found under way.
enum RecoveryDecision: Equatable, Sendable, CaseIterable {
    case rollBack
    case finish
    /// Its trial goes on.
    case wait
    /// Nothing any more: what is there stays.
    case giveUp

    var words: String {
        switch self {
        case .rollBack: "roll back: the old state is restored"
        case .finish: "finish the commit: the new state stays"
        case .wait: "wait: its trial goes on"
        case .giveUp: "give up: everything is left as it is"
        }
    }
}
