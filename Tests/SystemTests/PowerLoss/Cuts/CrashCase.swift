import Support

/// One update, and when the power goes during it: the first cut counts from its beginning, each further one from the start before.
struct CrashCase: Sendable, CustomStringConvertible {
    let version: NewVersion
    let cuts: [Cut]

    var description: String { "\(name): \(version), the power cut \(cuts.map(\.description).joined(separator: ", then "))" }

    /// By which it is had again: `good@journal7+350ms`.
    var name: String { "\(version)@\(cuts.map(\.name).joined(separator: "+"))" }
}

extension CrashCase {
    init?(name: String) {
        let words = name.split(separator: "@", omittingEmptySubsequences: false)
        guard words.count == 2, let version = NewVersion(rawValue: String(words[0])) else { return nil }
        let cuts = words[1].split(separator: "+", omittingEmptySubsequences: false).map { Cut(name: String($0)) }
        guard !cuts.contains(nil) else { return nil }
        self.init(version: version, cuts: cuts.compactMap(\.self))
    }
}

extension CrashCase {
    /// By chance, as its number in a seed's row says: always the same.
    ///
    /// Most cuts fall into the time before validation, in which most happens; what follows a cut is cut itself now and then.
    init(_ number: Int, of seed: UInt64, among undisturbed: [NewVersion: Undisturbed]) {
        var chance = SplitMix(seed: seed &+ UInt64(number) &* 0x5851_F42D_4C95_7F2D)
        let versions = undisturbed.keys.sorted { $0.rawValue < $1.rawValue }
        version = versions[number % versions.count]
        guard let times = undisturbed[version]?.times else { preconditionFailure("\(version) was never seen undisturbed") }
        let isEarly = Int.random(in: 0..<4, using: &chance) > 0
        var cuts = [Cut.after(.random(in: isEarly ? 0...times.validation : times.validation...times.end, using: &chance))]
        while cuts.count < 4, Int.random(in: 0..<3, using: &chance) == 0 {
            let isStep = Bool.random(using: &chance)
            cuts.append(isStep ? .at(.random(in: 1...80, using: &chance), of: .all) : .after(.random(in: 0...4000, using: &chance)))
        }
        self.cuts = cuts
    }
}
