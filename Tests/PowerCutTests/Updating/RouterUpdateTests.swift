import PowerCut
import Testing

/// A whole update of a feature, from discovery to report, cut at every point: old or new as a whole, and reported once.
@Suite(.serialized)
struct RouterUpdateTests {
    @Test func `an update of a feature that is good`() throws {
        try check(RecordedRouter(newVersion: "exec sleep 100000", endsAs: "committed"), .report("committed"))
    }

    @Test func `an update of a feature that crashes in validation`() throws {
        try check(RecordedRouter(newVersion: "exit 1", endsAs: "rolled-back"), .report("rolled-back"))
    }

    private func check(_ router: RecordedRouter, _ promise: RouterPromise) throws {
        let enumeration = Enumeration(of: router.recording, Thoroughness.routerLimits)
        #expect(enumeration.states.contains { RouterPromise.read($0.said).contains(promise) })
        let (report, standings) = try router.recover(enumeration)
        print("power cut, a feature's update: \(router.recording.events.count) events, seed \(Thoroughness.seed); \(report)")
        expectNone(report)
        #expect(report.disks > 500)
        let chosen = enumeration.choosing(from: standings.sorted { $0.key < $1.key }.map(\.value), Thoroughness.routerStarts)
        let restarts = try router.restart(chosen)
        print("power cut, whole hosts on \(standings.count) kinds of standing: \(restarts)")
        expectNone(restarts)
    }

    private func expectNone(_ report: ReplayReport) {
        // One of each kind: thousands of disks may be wrong in the same way.
        let kinds = Dictionary(grouping: report.failures) { $0.words.prefix { $0 != "[" && $0 != ":" } }
        let words = kinds.values.map { "\($0.count) times, as \($0[0])" }
        #expect(words.isEmpty, "\(report.failures.count):\n\(words.joined(separator: "\n"))")
    }
}
