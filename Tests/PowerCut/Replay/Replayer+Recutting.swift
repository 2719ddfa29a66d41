extension Replayer {
    /// Cuts the recovery from a cut, and that of the next: each of some states is rebuilt, what the next boot does to it is recorded,
    /// and every cut of that is replayed like the first ones.
    public func recut<Outcome: Sendable>(
        _ enumeration: Enumeration, sample count: Int, _ limits: Enumeration.Limits, record: (_ folder: String) throws -> Recording,
        check: @escaping @Sendable (_ folder: String, CrashState) throws -> Outcome, judge: (CrashState, Outcome) -> [String]
    ) throws -> [ReplayReport] {
        try enumeration.sample(count, seed: limits.seed).map { state in
            let base = try StateFolder("powercut")
            let folder = "\(base.path)/state"
            try state.image.build(at: folder, enumeration.histories)
            let second = Enumeration(of: try record(folder), limits).after(state)
            return try replay(second, check: check, judge: judge)
        }
    }
}

extension Enumeration {
    /// States from all over the recording: one by chance from each of `count` equal stretches.
    func sample(_ count: Int, seed: UInt64) -> [CrashState] {
        var seen: Set<Int> = []
        let distinct = states.filter { seen.insert($0.fingerprint).inserted }
        var dice = Dice(seed: seed)
        return dice.spread(distinct, over: count)
    }

    /// As the second cut: what was promised before the first still holds.
    func after(_ first: CrashState) -> Enumeration {
        var copy = self
        copy.states = states.map { second in
            CrashState(
                event: second.event, words: "\(second.words) (at first after event \(first.event), \(first.words))",
                said: first.said + second.said, fingerprint: second.fingerprint, image: second.image)
        }
        return copy
    }
}
