import TUF

extension Root {
    /// With these keys for a role in place of those it had. Keys that no role has any more are left out.
    func giving(_ new: [Key], to role: TopLevelRole, threshold: Int) -> Root {
        var root = self
        for key in new { root.keys[key.id] = key }
        root[role] = RoleKeys(new.map(\.id), threshold: threshold)
        let used = Set(TopLevelRole.allCases.flatMap { root[$0].keyIDs })
        root.keys = root.keys.filter { used.contains($0.key) }
        return root
    }
}
