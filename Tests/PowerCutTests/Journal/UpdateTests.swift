import PowerCut
import Testing

/// A real update of a real host, cut at every point: what the next boot finds is old or new, never between.
@Suite(.serialized)
struct UpdateTests {
    @Test func `an update of the runtime that is committed`() throws { try check(RecordedUpdate.once.get(), .done) }

    @Test func `an update of the runtime whose kernel dies on trial`() throws { try check(RecordedUpdate.failedOnTrial(), .rolledBack) }

    @Test func `an update of a feature that is rolled back`() throws { try check(RecordedUpdate.rolledBack(), .rolledBack) }

    @Test func `an update among writers to a stream, with an event that is part of its commit`() throws {
        let update = try RecordedUpdate.amongWriters()
        try check(update, .done)
        let promises = Promise.read(update.recording.events.compactMap { if case .said(let text) = $0.deed { text } else { nil } })
        #expect((1...22).count(where: { promises.contains(.appended($0)) }) == 21)
    }

    private func check(_ update: RecordedUpdate, _ promise: Promise) throws {
        let enumeration = update.enumeration(Thoroughness.limits)
        let report = try update.replay(enumeration)
        print("power cut: \(update.recording.events.count) events; \(report)")
        expectNone(report.failures)
        #expect(report.disks > 500 && report.leftOut == 0)
        #expect(enumeration.states.contains { Promise.read($0.said).contains(promise) })
        for second in try update.recut(enumeration, Thoroughness.secondLimits, sample: Thoroughness.secondCuts) {
            print("power cut, in recovery: \(second)")
            expectNone(second.failures)
        }
    }

    private func expectNone(_ failures: [ReplayReport.Failure]) {
        #expect(failures.isEmpty, "\(failures.count):\n\(failures.prefix(10).map(\.description).joined(separator: "\n"))")
    }
}
