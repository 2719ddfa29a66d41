/// Every point at which a recorded program may be cut, and for each the states of the disk it may leave.
public struct Enumeration: Sendable {
    /// How far to go. Whatever is left out is counted.
    public struct Limits: Sendable {
        public var seed: UInt64
        /// Namespaces for one cut.
        public var names: Int
        /// Random mixtures of everything for one cut.
        public var mixtures: Int
        /// Different states in all, from all over the recording.
        public var states: Int

        public init(seed: UInt64 = 1, names: Int = 24, mixtures: Int = 2, states: Int = .max) {
            (self.seed, self.names, self.mixtures, self.states) = (seed, names, mixtures, states)
        }
    }

    public internal(set) var states: [CrashState] = []
    /// Different states that were found and not kept because of the limit.
    public private(set) var leftOut = 0
    /// Combinations of the variants looked at; the product of all of them is `conceivable`.
    public private(set) var tried = 0
    public private(set) var conceivable = 0.0
    let histories: [NodeID: FileHistory]

    public init(of recording: Recording, _ limits: Limits = Limits()) {
        var search = Search(recording, limits)
        for index in recording.events.indices.map({ $0 + 1 }) { search.cut(after: index) }
        (tried, conceivable) = (search.tried, search.conceivable)
        histories = search.histories
        (states, leftOut) = Self.chosen(search.found, limits)
    }

    /// The states that only this recording may leave, or leaves only after more was promised; `count` of them, from all over it.
    public func beyond(_ other: Enumeration, atMost count: Int) -> Enumeration {
        struct Key: Hashable {
            let fingerprint: Int
            let said: [String]
        }
        let known = Set(other.states.map { Key(fingerprint: $0.fingerprint, said: $0.said) })
        var (copy, dice) = (self, Dice(seed: 1))
        let more = states.filter { !known.contains(Key(fingerprint: $0.fingerprint, said: $0.said)) }
        copy.states = dice.spread(more, over: count)
        copy.leftOut += more.count - copy.states.count
        return copy
    }

    /// `count` of the states: of each kind one by chance, and the rest from all over the recording.
    public func choosing(from kinds: [[CrashState]], _ count: Int) -> Enumeration {
        var (copy, dice) = (self, Dice(seed: 1))
        let firsts = dice.spread(kinds.compactMap { kind in dice.spread(kind, over: 1).first }, over: count)
        let taken = Set(firsts.map(\.fingerprint))
        let others = dice.spread(states.filter { !taken.contains($0.fingerprint) }, over: max(0, count - firsts.count))
        copy.states = (firsts + others).sorted { $0.event < $1.event }
        copy.leftOut += states.count - copy.states.count
        return copy
    }

    /// From all over the recording, with cuts that lose nothing or everything before others; in the order of the events again.
    private static func chosen(_ found: [Search.Found], _ limits: Limits) -> (states: [CrashState], leftOut: Int) {
        var images: Set<Int> = []
        let distinct = found.filter { images.insert($0.state.fingerprint).inserted }
        guard images.count > limits.states else { return (found.map(\.state), 0) }
        var dice = Dice(seed: limits.seed)
        let plain = dice.spread(distinct.filter(\.isPlain), over: limits.states * 2 / 3)
        let others = dice.spread(distinct.filter { !$0.isPlain }, over: limits.states - plain.count)
        let kept = Set((plain + others).map(\.state.fingerprint))
        return (found.map(\.state).filter { kept.contains($0.fingerprint) }, images.count - kept.count)
    }
}
