/// What recovery does about a transaction it found under way.
enum RecoveryDecision: Equatable, Sendable, CaseIterable {
    case rollBack
    case finish
    /// Its trial goes on.
    case wait
    /// Its owner goes on with it.
    case leave
    /// Nothing any more: what is there stays.
    case giveUp

    /// Whether something is done that may fail again and again.
    var isWork: Bool { self == .rollBack || self == .finish }

    var words: String {
        switch self {
        case .rollBack: "roll back: the old state is restored"
        case .finish: "finish the commit: the new state stays"
        case .wait: "wait: its trial goes on"
        case .leave: "nothing: it is under way; its owner ends it, or `journal.rollback`"
        case .giveUp: "give up: everything is left as it is"
        }
    }
}
