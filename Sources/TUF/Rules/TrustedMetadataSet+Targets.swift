extension TrustedMetadataSet {
    /// What the snapshot says of a role. (5.6.1)
    public func expected(_ role: ExactText) throws(Refusal) -> MetaFile {
        guard let snapshot else { preconditionFailure("the snapshot comes before targets") }
        guard let meta = snapshot[role] else { throw Refusal(role, .mixAndMatch(.notInSnapshot)) }
        return meta
    }

    /// The top-level targets, from the repository or from the store: the checks are the same.
    public mutating func update(targets bytes: [UInt8]) throws(Refusal) {
        targets = try verified(bytes, of: TopLevelRole.targets.name, by: root.signers(of: .targets))
    }

    /// Targets metadata of a delegated role, from the repository or from the store, as the one delegation sees it that led here.
    ///
    /// Nothing of it is kept in the set: to whom another role hands the same name, and with which keys, is judged anew.
    public func delegated(_ role: ExactText, _ bytes: [UInt8], by delegations: Delegations) throws(Refusal) -> Targets {
        guard let signers = delegations.signers(of: role) else { preconditionFailure("\(role) is not delegated to") }
        return try verified(bytes, of: role, by: signers)
    }

    /// 5.6.2 to 5.6.5.
    private func verified(_ bytes: [UInt8], of role: ExactText, by signers: Signers) throws(Refusal) -> Targets {
        let meta = try expected(role)
        try Self.check(bytes, against: meta, of: role)
        let metadata: Metadata<Targets> = try Self.read(bytes, as: role, atMost: Bounds.targetsBytes)
        try Self.check(metadata, of: role, by: signers)
        try Self.check(metadata.signed.version, against: meta, of: role)
        try checkExpiry(metadata.signed, of: role)
        return metadata.signed
    }
}
