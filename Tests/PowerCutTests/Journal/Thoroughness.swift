import Foundation
import PowerCut

/// How far to go: every disk that one cut may leave, and of what follows as much as every change of the code can wait for;
/// or all the way with `Config/powercut`.
enum Thoroughness {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isFull = environment["ROOST_POWERCUT"] == "full"
    /// The same seed finds the same.
    static let seed = environment["ROOST_POWERCUT_SEED"].flatMap { UInt64($0) } ?? 1

    /// Mixtures are by chance, and so without end.
    static var limits: Enumeration.Limits { Enumeration.Limits(seed: seed, mixtures: isFull ? 4 : 0) }

    /// So many boots after a cut are cut themselves.
    static var secondCuts: Int { isFull ? 40 : 1 }
    static var secondLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, mixtures: isFull ? 2 : 0, states: isFull ? 400 : 100) }

    /// Of the disks that only a program without a certain sync may leave.
    static var brokenStates: Int { isFull ? 1_000 : 100 }

    /// How many of a kind of call fail, one after the other.
    static var faults: Int { isFull ? 60 : 3 }

    /// Of a fetch, whose disks are looked at one at a time.
    static var fetchLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, mixtures: isFull ? 4 : 0, states: isFull ? .max : 120) }

    /// Of a whole update of a feature; and how many disks of it get a whole host.
    static var routerLimits: Enumeration.Limits {
        Enumeration.Limits(seed: seed, mixtures: isFull ? 2 : 0, states: isFull ? 20_000 : 1_000)
    }
    static var routerStarts: Int { isFull ? 400 : 16 }

    /// At how many of a kind of call a program is killed.
    static var kills: Int { isFull ? 400 : 5 }

    /// Recovered on a disk that fails.
    static var faultLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, mixtures: 0, states: isFull ? 600 : 16) }
}
