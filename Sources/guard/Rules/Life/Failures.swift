/// How often kernels failed, and what follows: a wait, and after 3 failures within 5 minutes another release.
struct Failures {
    static let limit = 3
    /// Milliseconds; a kernel that lives as long makes up for those before it.
    static let period: Int64 = 300_000
    /// Milliseconds before each start; the last one counts for all further.
    static let delays: [Int64] = [0, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000]

    private var times: [Int64] = []
    private var inARow = 0
    private(set) var givenUp: Releases = []

    /// Takes a failure in, and answers how many milliseconds to wait. Times are steady milliseconds; nil if there was nothing to start.
    mutating func note(_ release: Release?, startedAt: Int64, endedAt: Int64) -> Int64 {
        if endedAt - startedAt >= Self.period { forgive(release) }
        times.append(endedAt)
        times.removeAll { endedAt - $0 >= Self.period }
        inARow += 1
        guard times.count >= Self.limit, let release, !givenUp.holds(release) else {
            return Self.delays[min(inARow, Self.delays.count) - 1]
        }
        givenUp.insert(Releases(release))
        times = []
        // After the factory release there is nothing else: it is tried for ever, more and more slowly.
        if release == .factory { return Self.delays[min(inARow, Self.delays.count) - 1] }
        inARow = 0
        return 0
    }

    /// Somebody changed something on purpose.
    mutating func forget() { self = Failures() }

    /// A slot that held for a whole period gives the others another chance; the factory release does not, for both slots failed beside it.
    private mutating func forgive(_ release: Release?) {
        (times, inARow) = ([], 0)
        if case .slot = release { givenUp = [] }
    }
}
