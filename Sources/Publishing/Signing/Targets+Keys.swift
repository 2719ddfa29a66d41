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
        return delegating(to: listed, keys)
    }

    /// Without a channel and its keys.
    func removing(_ channel: String) -> Targets {
        delegating(to: roles.filter { $0.name != ExactText(channel) }, delegations?.keys ?? [:])
    }

    private func delegating(to roles: [DelegatedRole], _ keys: [ExactText: Key]) -> Targets {
        let used = Set(roles.flatMap(\.keys.keyIDs))
        var targets = self
        targets.delegations = Delegations(keys: keys.filter { used.contains($0.key) }, roles: .listed(roles))
        return targets
    }

    private var roles: [DelegatedRole] {
        if case .listed(let roles)? = delegations?.roles { roles } else { [] }
    }
}
