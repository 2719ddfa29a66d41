extension TrustedMetadataSet {
    /// A root that a client can begin with: whole, and signed by as many of its own keys as it asks for. Who trusts it must know why.
    public static func first(root bytes: [UInt8]) throws(Refusal) -> Root {
        let metadata: Metadata<Root> = try read(bytes, as: TopLevelRole.root.name, atMost: Bounds.rootBytes)
        // Damage in the store would otherwise be found only when the next root is refused.
        try check(metadata, of: TopLevelRole.root.name, by: metadata.signed.signers(of: .root))
        return metadata.signed
    }

    /// The next root. It may have expired: only the last one must not. (5.3.4, 5.3.5)
    public mutating func update(root bytes: [UInt8]) throws(Refusal) {
        let role = TopLevelRole.root.name
        precondition(timestamp == nil, "roots come before all else")
        let metadata: Metadata<Root> = try Self.read(bytes, as: role, atMost: Bounds.rootBytes)
        // 5.3.4: whoever was trusted until now must agree, and the new keys must show that they can sign.
        try Self.check(metadata, of: role, by: root.signers(of: .root))
        try Self.check(metadata, of: role, by: metadata.signed.signers(of: .root))
        // 5.3.5
        guard metadata.signed.version - 1 == root.version else {
            throw metadata.signed.version <= root.version
                ? Refusal(role, .rollback(of: role, from: root.version, to: metadata.signed.version))
                : Refusal(role, .skippedRoot(expected: root.version + 1, found: metadata.signed.version))
        }
        root = metadata.signed
    }

    /// That the root, after all updates, is one to go on with. (5.3.10)
    public func checkFinalRoot() throws(Refusal) { try checkExpiry(root, of: TopLevelRole.root.name) }
}
