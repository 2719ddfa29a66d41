import Wire

/// Which connection owns which inbox: the first to subscribe below `_INBOX.<token>`, as long as it does. Features are
/// refused at others' inboxes; users and administrators may do what is written for them.
struct InboxOwners {
    private struct Owner {
        let peer: UInt64
        var subscriptions: Int
    }

    private var owners: [[UInt8]: Owner] = [:]
    private var tokens: [UInt64: Set<[UInt8]>] = [:]

    /// Inboxes that one connection may own at a time.
    static let limit = 4096

    /// Whether `peer` may subscribe to `subject`, which is below `_INBOX`.
    func mayClaim(_ subject: UnsafeRawBufferPointer, _ peer: UInt64) -> Bool {
        guard let token = Self.token(of: subject) else { return false }
        if let owner = owners[token] { return owner.peer == peer }
        return tokens[peer]?.count ?? 0 < Self.limit
    }

    /// One more subscription of `peer` there; false if it is another's.
    mutating func claim(_ subject: UnsafeRawBufferPointer, _ peer: UInt64) -> Bool {
        guard let token = Self.token(of: subject), owners[token].map({ $0.peer == peer }) ?? true else { return false }
        owners[token, default: Owner(peer: peer, subscriptions: 0)].subscriptions += 1
        tokens[peer, default: []].insert(token)
        return true
    }

    /// One less; the last gives the inbox up.
    mutating func giveUp(_ subject: UnsafeRawBufferPointer, _ peer: UInt64) {
        guard let token = Self.token(of: subject), let owner = owners[token], owner.peer == peer else { return }
        owners[token]?.subscriptions -= 1
        guard owner.subscriptions == 1 else { return }
        owners[token] = nil
        tokens[peer]?.remove(token)
    }

    func owns(_ subject: UnsafeRawBufferPointer, _ peer: UInt64) -> Bool {
        Self.token(of: subject).flatMap { owners[$0] }?.peer == peer
    }

    mutating func release(_ peer: UInt64) {
        for token in tokens.removeValue(forKey: peer) ?? [] { owners[token] = nil }
    }

    /// The token after `_INBOX.`; nil for what is none, a wildcard above all.
    private static func token(of subject: UnsafeRawBufferPointer) -> [UInt8]? {
        let parts = subject.split(separator: Subject.separator, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts[1].isEmpty else { return nil }
        let token = Array(parts[1])
        return token == [Subject.anyTail] || token == [Subject.anyToken] ? nil : token
    }
}
