import TUF

/// The root that holds and the one that comes, as far as one comes.
struct Roots {
    private let before: Root?
    private let after: Root?
    /// The role whose old keys are gone, so that only the new ones can sign it.
    private let lost: TopLevelRole?

    init(before: Root?, after: Root?, lost: TopLevelRole? = nil) {
        precondition(before != nil || after != nil, "a repository without a root")
        (self.before, self.after, self.lost) = (before, after, lost)
    }

    /// Who must sign the role: for a time, clients of either root read it.
    func signers(of role: TopLevelRole) -> [Signers] {
        guard changes(role) else { return [before ?? after].compactMap { $0?.signers(of: role) } }
        return [role == lost ? nil : before, after].compactMap { $0?.signers(of: role) }
    }

    /// Whether other keys sign it from now on, or another number of them.
    func changes(_ role: TopLevelRole) -> Bool {
        guard let after else { return false }
        return before?.signers(of: role) != after.signers(of: role)
    }
}
