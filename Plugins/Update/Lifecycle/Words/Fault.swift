import Contracts

/// Why an update did not go well, in words, and what kind of reason it is.
struct Fault: Error, Codable, Hashable {
    var kind: Kind
    var words: String

    init(_ kind: Kind, _ words: String) { (self.kind, self.words) = (kind, words) }

    enum Kind: String, Codable, Hashable, CaseIterable {
        /// The release, or its artifact, is bad.
        case release
        /// The way to the repository is bad; the release is not to blame.
        case network
        /// Something of this machine: disk, memory.
        case machine
        /// What worked before does not work with it.
        case health
        /// The line failed meanwhile; the release is not to blame.
        case line
        case policy, overdue, cancelled, interrupted, restarts, journal
    }
}

extension Fault {
    static func overdue(_ stage: UpdateContract.Stage, after milliseconds: Int64) -> Fault {
        Fault(.overdue, "\(stage.rawValue) was not done after the \(milliseconds / 1000) s it may take")
    }

    static let cancelled = Fault(.cancelled, "cancelled by an operator")
    static let interrupted = Fault(.interrupted, "it was undone before the new version was found good; see 'roost journal list'")

    /// In the journal's words, if it has any: a power cut, a deadline, an operator.
    static func interrupted(because reason: String?) -> Fault {
        guard let reason, !reason.isEmpty else { return .interrupted }
        return Fault(.interrupted, "it was undone before the new version was found good: \(reason.prefix(longest))")
    }

    /// It is written down with the update at each of its stages.
    private static let longest = 500
    static let restarts = Fault(.restarts, "it was begun again too often after restarts")
    static let journal = Fault(.journal, "the journal does not know of it any more")

    /// Whether the version itself is the worse for it, so that it waits before it is tried again here.
    var countsAgainstVersion: Bool {
        switch kind {
        case .release, .health, .overdue, .interrupted, .restarts: true
        case .network, .machine, .line, .policy, .cancelled, .journal: false
        }
    }
}
