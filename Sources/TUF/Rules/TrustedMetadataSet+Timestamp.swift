extension TrustedMetadataSet {
    /// What was the timestamp at an earlier time; forgotten if today's root does not vouch for it. (5.3.11)
    public mutating func recall(timestamp bytes: [UInt8]) {
        timestamp = try? verified(bytes, of: .timestamp, atMost: Bounds.timestampBytes)
    }

    /// The repository's timestamp. False if it is the one that is known already, which then stays as it is. (5.4.2 to 5.4.4)
    public mutating func update(timestamp bytes: [UInt8]) throws(Refusal) -> Bool {
        let role = TopLevelRole.timestamp.name
        try checkFinalRoot()
        // 5.4.2
        let new: Timestamp = try verified(bytes, of: .timestamp, atMost: Bounds.timestampBytes)
        if let old = timestamp {
            // 5.4.3.1
            guard new.version >= old.version else { throw Refusal(role, .rollback(of: role, from: old.version, to: new.version)) }
            if new.version == old.version {
                try checkExpiry(old, of: role)
                return false
            }
            // 5.4.3.2
            let (from, to) = (old.snapshot.version, new.snapshot.version)
            guard to >= from || !guardsSnapshot else { throw Refusal(role, .rollback(of: TopLevelRole.snapshot.name, from: from, to: to)) }
        }
        // 5.4.4
        try checkExpiry(new, of: role)
        timestamp = new
        return true
    }

    var currentTimestamp: Timestamp {
        guard let timestamp else { preconditionFailure("the timestamp comes before the snapshot") }
        return timestamp
    }
}
