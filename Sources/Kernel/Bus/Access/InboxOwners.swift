import Wire

/// Which feature's connection owns which inbox: the first to subscribe below `_INBOX.<token>`.
struct InboxOwners {
    private var owners: [[UInt8]: UInt64] = [:]
    private var tokens: [UInt64: Int] = [:]

    /// Inboxes one connection may own; a client needs one.
    static let limit = 64

    /// Whether `peer` may subscribe to `subject`, which is below `_INBOX`.
    mutating func claim(_ subject: UnsafeRawBufferPointer, for peer: UInt64) -> Bool {
        let parts = subject.split(separator: Subject.separator, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2 else { return false }
        let token = Array(parts[1])
        guard token != [Subject.anyTail], token != [Subject.anyToken] else { return false }
        if let owner = owners[token] { return owner == peer }
        guard tokens[peer, default: 0] < Self.limit else { return false }
        owners[token] = peer
        tokens[peer, default: 0] += 1
        return true
    }

    mutating func release(_ peer: UInt64) {
        guard tokens.removeValue(forKey: peer) != nil else { return }
        owners = owners.filter { $1 != peer }
    }
}
