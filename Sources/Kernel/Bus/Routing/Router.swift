import Wire

/// Who gets a message: the trie, behind a cache of what it answered last.
///
/// Any change of subscriptions empties the cache. Inboxes are used once and are not cached.
final class Router {
    private let trie: SubjectTrie
    private let cache: SubjectCache<Match>

    init(seed: UInt64) {
        trie = SubjectTrie(seed: seed)
        cache = SubjectCache(slots: 1024, seed: seed)
    }

    var count: Int { trie.count }

    func insert(_ subscription: Subscription) {
        trie.insert(subscription)
        cache.removeAll()
    }

    func remove(_ subscription: Subscription) {
        subscription.isEnded = true
        trie.remove(subscription)
        cache.removeAll()
    }

    @inline(__always)
    func match(_ subject: UnsafeRawBufferPointer) -> Match {
        if let match = cache.value(for: subject) { return match }
        let match = Match(trie.matches(subject))
        if !subject.starts(with: "_INBOX.".utf8) { cache.insert(match, for: subject) }
        return match
    }
}
