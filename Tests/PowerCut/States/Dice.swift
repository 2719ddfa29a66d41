import Support

/// Chance that falls the same way for the same seed.
public struct Dice: Sendable {
    private var numbers: SplitMix

    public init(seed: UInt64) { numbers = SplitMix(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }

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
