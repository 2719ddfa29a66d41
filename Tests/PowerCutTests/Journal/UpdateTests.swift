import PowerCut
import Testing

/// A real update of a real host, cut at every point: what the next boot finds is old or new, never between.
@Suite(.serialized)
struct UpdateTests {
    @Test func `an update of the runtime that is committed`() throws { try check(RecordedUpdate.once.get()) }

    @Test func `an update of the runtime whose kernel dies on trial`() throws { try check(RecordedUpdate.failedOnTrial()) }

    @Test func `an update of a feature that is rolled back`() throws { try check(RecordedUpdate.rolledBack()) }

    private func check(_ update: RecordedUpdate) throws {
        let promised = Deed.said(update.verdict.new == nil ? "rolled back" : "done")
        let report = try update.replay(Thoroughness.limits)
        print("power cut: \(update.recording.events.count) events; \(report)")
        expectNone(report.failures)
        #expect(report.disks > 100)
        #expect(update.recording.events.contains { $0.deed == promised })
        for second in try update.recut(Thoroughness.secondLimits, sample: Thoroughness.secondCuts) {
            print("power cut, in recovery: \(second)")
            expectNone(second.failures)
        }
    }

    private func expectNone(_ failures: [ReplayReport.Failure]) {
        #expect(failures.isEmpty, "\(failures.prefix(10).map(\.description).joined(separator: "\n"))")
    }

    /// The test of the test: each of these syncs is needed, so without one of them something must be found broken.
    @Test(arguments: ["fsync data/app", "fsync slots", "fdatasync data/journal/journal.db-wal"])
    func `without a sync that matters, it is found to be between`(_ sync: String) throws {
        let update = try RecordedUpdate.once.get()
        #expect(update.recording.events.contains { $0.isSync && $0.words == sync })
        let report = try update.replay(Thoroughness.brokenLimits) { $0.isSync && $0.words == sync }
        print("power cut, without \(sync): \(report)")
        #expect(!report.failures.isEmpty, "\(report)")
    }
}
