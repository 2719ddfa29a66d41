import Foundation
import Support
import Testing

/// Whole updates on real hosts, all of whose processes are killed at one instant, as when the power goes; then they start again.
///
/// What fails is had again with `ROOST_CRASH_SEED`, and `ROOST_CRASHES` of them; `Config/crashes` sets both.
@Suite struct PowerLossTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = number("ROOST_CRASHES") ?? 4
    private static let first = number("ROOST_CRASH") ?? 0
    private static let seed = number("ROOST_CRASH_SEED") ?? Int.random(in: 1...999_999)
    /// Every one of so many steps.
    private static let stride = number("ROOST_CRASH_STRIDE") ?? 8

    private static func number(_ name: String) -> Int? { environment[name].flatMap(Int.init) }

    @Test(.tags(.slow)) func `wherever the power goes in a feature's update, the router is old or new, and says once which`() throws {
        try expectOneEnd(of: [.good, .crashing, .mute], from: try ReleasedVersions(NewVersion.features))
    }

    @Test(.tags(.slow), arguments: [NewVersion.runtime, .hangingRuntime])
    func `wherever the power goes in an update of the runtime, the router is old or new, and says once which`(
        _ version: NewVersion
    ) throws {
        try expectOneEnd(of: [version], from: try ReleasedVersions([version]))
    }

    private func expectOneEnd(of versions: [NewVersion], from released: ReleasedVersions) throws {
        let (stock, crew) = (released.stock, Crew())
        let seen = crew.results(versions) { version in Result { try Undisturbed(version, from: stock) } }
        let undisturbed = Dictionary(uniqueKeysWithValues: try seen.map { ($0.input, try $0.output.get()) })
        for (version, seen) in undisturbed { Self.say("\(version), undisturbed: \(seen.times), \(seen.steps)") }
        let cases = Self.cases(undisturbed)
        Self.say("seed \(Self.seed), \(cases.count) cases")
        let trial = CrashTrial(stock: stock, undisturbed: undisturbed)
        let verdicts = crew.results(cases) { crash in
            let verdict = trial.verdict(on: crash)
            Self.say("\(crash): \(verdict)")
            return verdict
        }
        for (crash, verdict) in verdicts { #expect(verdict.flaws.isEmpty, "seed \(Self.seed): \(crash): \(verdict)") }
        withExtendedLifetime(released) {}
    }

    /// As it comes: a long run is watched.
    private static func say(_ words: String) { FileHandle.standardError.write(Data("power loss: \(words)\n".utf8)) }

    private static func cases(_ undisturbed: [NewVersion: Undisturbed]) -> [CrashCase] {
        let kind: StepCounter.Kind = environment["ROOST_CRASH_STEPS"] == "all" ? .all : .journal
        let versions = undisturbed.sorted { $0.key.rawValue < $1.key.rawValue }
        let steps = versions.flatMap { version, seen in
            // Another seed begins with another one.
            Swift.stride(from: 1 + seed % stride, through: seen.steps[kind] ?? 0, by: stride).map {
                CrashCase(version: version, cuts: [.at($0, of: kind)])
            }
        }
        return steps + (first..<first + count).map { CrashCase($0, of: UInt64(seed), among: undisturbed) }
    }
}
