/// What was heard already, so that an event that comes twice is told once.
///
/// Bounded: what is older than the newest `most` keys is not told again either, since nobody repeats it.
struct Sightings: Equatable {
    static let most = 1000
    private var keys: Set<String> = []
    private var order: [String] = []
    /// How far the journal's own stream was read; nil if never.
    private(set) var journal: Int64?

    mutating func note(_ mark: Mark) {
        if let journal = mark.journal { self.journal = max(journal, self.journal ?? 0) }
        guard let key = mark.key, keys.insert(key).inserted else { return }
        order.append(key)
        if order.count > Self.most { keys.remove(order.removeFirst()) }
    }

    func has(_ key: String) -> Bool { keys.contains(key) }
}
