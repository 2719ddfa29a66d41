import Foundation
import Support
import Testing

/// Whole updates on real hosts, all of whose processes are killed at one instant, as when the power goes; then they start again.
///
/// What fails is had again with `ROOST_CRASH_SEED`, and `ROOST_CRASHES` of them; `Config/crashes` sets both.
@Suite struct PowerLossTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["ROOST_CRASHES"].flatMap(Int.init) ?? 12
    private static let first = environment["ROOST_CRASH"].flatMap(Int.init) ?? 0
    private static let seed = environment["ROOST_CRASH_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999)

    @Test(.tags(.slow)) func `wherever the power goes in a feature's update, the router is old or new, and says once which`() throws {
        let released = try ReleasedVersions()
        let stock = released.stock
        let crew = Crew()
        let undisturbed = Dictionary(
            uniqueKeysWithValues: try crew.results(NewVersion.allCases) { version in Result { try Undisturbed(version, from: stock) } }
                .map { ($0.input, try $0.output.get()) })
        let cases = Self.cases(undisturbed)
        print("power loss: seed \(Self.seed), \(cases.count) cases")
        for (version, seen) in undisturbed { print("power loss: \(version), undisturbed: \(seen.times), \(seen.steps)") }
        let trial = CrashTrial(stock: stock, undisturbed: undisturbed)
        for (crash, verdict) in crew.results(cases, trial.verdict) {
            print("power loss: \(crash) \(verdict.places): \(verdict.end) in \(verdict.seconds) s: \(verdict.reason)")
            #expect(
                verdict.flaws.isEmpty, "seed \(Self.seed): \(crash) \(verdict.places):\n\(verdict.flaws.joined(separator: "\n"))")
        }
        withExtendedLifetime(released) {}
    }

    private static func cases(_ undisturbed: [NewVersion: Undisturbed]) -> [CrashCase] {
        let kind: StepCounter.Kind = environment["ROOST_CRASH_STEPS"] == "all" ? .all : .journal
        let stride = environment["ROOST_CRASH_STRIDE"].flatMap(Int.init) ?? 1
        let steps = NewVersion.allCases.flatMap { version in
            Swift.stride(from: 1, through: undisturbed[version]?.steps[kind] ?? 0, by: stride).map {
                CrashCase(version: version, cuts: [.at($0, of: kind)])
            }
        }
        return steps + (first..<first + count).map { CrashCase($0, of: seed, lasting: undisturbed) }
    }
}
