import Foundation
import PowerCut

/// How far to go: as far as every change of the code can wait for, or all the way with `Config/powercut`.
enum Thoroughness {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isFull = environment["ROOST_POWERCUT"] == "full"
    /// The same seed finds the same.
    private static let seed = environment["ROOST_POWERCUT_SEED"].flatMap { UInt64($0) } ?? 1

    static var limits: Enumeration.Limits { Enumeration.Limits(seed: seed, states: isFull ? .max : 300) }

    /// So many boots after a cut are cut themselves.
    static var secondCuts: Int { isFull ? 40 : 1 }
    static var secondLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, states: isFull ? 400 : 40) }

    /// Enough to find what is broken at nearly every point.
    static var brokenLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, states: 100) }

    /// Which of a kind of call fails.
    static func faults(_ some: [Int]) -> [Int] { isFull ? Array(1...60) : some }

    /// Recovered on a disk that fails.
    static var faultLimits: Enumeration.Limits { Enumeration.Limits(seed: seed, states: isFull ? 600 : 16) }
}
