extension TrustedMetadataSet {
    /// What the timestamp says of the snapshot.
    public var expectedSnapshot: MetaFile { currentTimestamp.snapshot }

    /// What was the snapshot at an earlier time; forgotten if today's root does not vouch for it. If that is because its keys were rotated,
    /// its version is forgotten too: who had them may have raised it beyond all others. (5.3.11, decision 0088)
    public mutating func recall(snapshot bytes: [UInt8]) {
        let role = TopLevelRole.snapshot
        let read: Metadata<Snapshot>? = try? Self.read(bytes, as: role.name, atMost: Bounds.snapshotBytes)
        guard let read else { return }
        let signers = root.signers(of: role)
        guard !read.isSigned(by: signers) else {
            snapshot = read.signed
            return
        }
        // Signatures that today's keys should have made, and did not, tell of damage.
        let named = read.signatures.count { signers.role.keyIDs.contains($0.keyID) }
        if named < signers.role.threshold { guardsSnapshot = false }
    }

    /// Whether what was recalled, from these bytes, still is the snapshot.
    public func isCurrent(snapshot bytes: [UInt8]) -> Bool {
        guard let snapshot else { return false }
        return (try? check(snapshot, bytes)) != nil
    }

    /// The repository's snapshot. (5.5.2 to 5.5.6)
    public mutating func update(snapshot bytes: [UInt8]) throws(Refusal) {
        let role = TopLevelRole.snapshot.name
        // 5.5.2: first of all, since it keeps hostile bytes from the reader.
        try Self.check(bytes, against: expectedSnapshot, of: role)
        // 5.5.3
        let new: Snapshot = try verified(bytes, of: .snapshot, atMost: Bounds.snapshotBytes)
        // 5.5.5: no role's version falls, and none is gone.
        for (name, old) in snapshot?.meta ?? [:] {
            guard let version = new.meta[name]?.version, version >= old.version else {
                throw Refusal(role, .rollback(of: name, from: old.version, to: new.meta[name]?.version))
            }
        }
        try check(new, bytes)
        snapshot = new
    }

    private func check(_ snapshot: Snapshot, _ bytes: [UInt8]) throws(Refusal) {
        let role = TopLevelRole.snapshot.name
        try Self.check(bytes, against: expectedSnapshot, of: role)
        // 5.5.4
        try Self.check(snapshot.version, against: expectedSnapshot, of: role)
        // 5.5.6
        try checkExpiry(snapshot, of: role)
    }
}
