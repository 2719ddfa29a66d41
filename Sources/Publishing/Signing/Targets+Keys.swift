import TUF

extension Targets {
    /// With these keys for a channel in place of those it had, if it had any. It vouches for what lies in its own folder only, and
    /// nobody else does.
    func giving(_ new: [Key], to channel: String, threshold: Int) -> Targets {
        var (listed, keys) = (roles, delegations?.keys ?? [:])
        for key in new { keys[key.id] = key }
        let role = DelegatedRole(
            name: ExactText(channel), keys: RoleKeys(new.map(\.id), threshold: threshold), isTerminating: true,
            scope: .paths([PathPattern(ExactText("\(channel)/*"))]))
        if let place = listed.firstIndex(where: { $0.name == role.name }) { listed[place] = role } else { listed.append(role) }
        let used = Set(listed.flatMap(\.keys.keyIDs))
        var targets = self
        targets.delegations = Delegations(keys: keys.filter { used.contains($0.key) }, roles: .listed(listed))
        return targets
    }

    private var roles: [DelegatedRole] {
        if case .listed(let roles)? = delegations?.roles { roles } else { [] }
    }
}
