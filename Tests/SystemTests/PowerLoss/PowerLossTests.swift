import Foundation
import Support
import Testing

/// Whole updates on real hosts, all of whose processes are killed at one instant, as when the power goes; then they start again.
///
/// What fails is had again by the name of its case, see `Config/crashes --help`.
@Suite struct PowerLossTests {
    private let plan = CrashPlan.asked

    @Test(.tags(.slow)) func `wherever the power goes in a feature's update, the router is old or new, and says once which`() throws {
        try expectOneEnd(of: [.good, .crashing, .mute], plan)
    }

    /// One of them in a sample, another with another seed.
    @Test(.tags(.slow))
    func `wherever the power goes as two features are updated, or one goes back on request, both are old or both are new`() throws {
        let versions = [NewVersion.returning, .pair, .unequalPair]
        try expectOneEnd(of: plan.isSample ? [versions[plan.seed % versions.count]] : versions, plan.thinned)
    }

    @Test(.tags(.slow), arguments: [NewVersion.runtime, .hangingRuntime])
    func `wherever the power goes in an update of the runtime, the router is old or new, and says once which`(
        _ version: NewVersion
    ) throws {
        try expectOneEnd(of: [version], plan)
    }

    private func expectOneEnd(of all: [NewVersion], _ plan: CrashPlan) throws {
        let versions = all.filter { plan.again == nil || plan.again?.version == $0 }
        guard !versions.isEmpty else { return }
        let released = try ReleasedVersions(versions)
        defer { withExtendedLifetime(released) {} }
        let (stock, crew) = (released.stock, Crew())
        let seen = crew.results(versions) { version in Result { try Undisturbed(version, from: stock) } }
        let undisturbed = Dictionary(uniqueKeysWithValues: try seen.map { ($0.input, try $0.output.get()) })
        for (version, seen) in undisturbed { Self.say("\(version), undisturbed: \(seen.times), \(seen.steps)") }
        let cases = plan.cases(undisturbed)
        Self.say("seed \(plan.seed), \(cases.count) cases")
        let trial = CrashTrial(stock: stock, undisturbed: undisturbed)
        let verdicts = crew.results(cases) { crash in
            let verdict = trial.verdict(on: crash)
            Self.say("\(crash): \(verdict)")
            return verdict
        }
        for (crash, verdict) in verdicts { #expect(verdict.flaws.isEmpty, "seed \(plan.seed): \(crash): \(verdict)") }
        for version in versions {
            Self.say(Tally(version: version, verdicts: verdicts.filter { $0.input.version == version }.map(\.output)).description)
        }
    }

    /// As it comes: a long run is watched.
    private static func say(_ words: String) { FileHandle.standardError.write(Data("power loss: \(words)\n".utf8)) }
}
