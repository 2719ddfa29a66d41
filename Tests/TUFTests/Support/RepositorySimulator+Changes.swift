import Trust

@testable import TUF

extension RepositorySimulator {
    /// New keys in place of a role's old ones; the root is not published.
    @discardableResult
    func rotate(_ role: TopLevelRole, _ scheme: SignatureScheme = .ed25519, count: Int = 1, threshold: Int = 1) throws -> [PrivateKey] {
        let old = keys[role.name] ?? []
        let new = try (0..<count).map { _ in try PrivateKey(generating: scheme) }
        keys[role.name] = new
        root[role] = RoleKeys(try new.map { try add($0) }, threshold: threshold)
        return old
    }

    /// Makes the key known to the root.
    private func add(_ key: PrivateKey) throws -> ExactText {
        let value = try Key(key.publicKey())
        root.keys[value.id] = value
        return value.id
    }

    /// A new key for `role`, which `delegator` hands duties to, after those it named before.
    func delegate(
        from delegator: ExactText = "targets", to role: ExactText, _ scope: DelegatedRole.Scope = .paths([PathPattern("*")]),
        isTerminating: Bool = false
    ) throws {
        let key = try PrivateKey(generating: .ed25519)
        keys[role, default: []].append(key)
        let value = try Key(key.publicKey())
        var delegations = self[delegator].delegations ?? Delegations(keys: [:], roles: .listed([]))
        guard case .listed(let roles) = delegations.roles else { return }
        delegations.keys[value.id] = value
        delegations.roles = .listed(
            roles + [DelegatedRole(name: role, keys: RoleKeys([value.id]), isTerminating: isTerminating, scope: scope)])
        self[delegator].delegations = delegations
        self[role] = self[role]
    }

    /// Hands everything to hash bins of one key.
    func delegateToBins(bitLength: Int, prefix: ExactText) throws -> SuccinctRoles {
        let key = try PrivateKey(generating: .ed25519)
        let value = try Key(key.publicKey())
        let bins = SuccinctRoles(keys: RoleKeys([value.id]), bitLength: bitLength, namePrefix: prefix)
        self["targets"].delegations = Delegations(keys: [value.id: value], roles: .succinct(bins))
        for number in 0..<bins.count {
            keys[bins.name(number)] = [key]
            self[bins.name(number)] = self[bins.name(number)]
        }
        return bins
    }

    /// A target of these bytes.
    func add(_ target: ExactText, _ text: String = "content", to role: ExactText = "targets") {
        let bytes = Array(text.utf8)
        self[role].targets[target] = TargetFile(length: bytes.count, hashes: Hashes(of: bytes))
    }
}
