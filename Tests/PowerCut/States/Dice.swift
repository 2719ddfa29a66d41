/// Chance that falls the same way for the same seed (SplitMix64).
public struct Dice: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// One by chance from each of `count` equal stretches of a list; all of it if it is not longer.
    mutating func spread<Element>(_ list: [Element], over count: Int) -> [Element] {
        guard list.count > count else { return list }
        return (0..<count).map { stretch in
            let (from, to) = (list.count * stretch / count, list.count * (stretch + 1) / count)
            return list[from + next(below: to - from)]
        }
    }
}
