import PowerCut
import Testing

/// The test of the test: without any one of the update's syncs, it is found to be between, or to break a promise.
@Suite struct NeededSyncTests {
    /// Syncs that something else makes up for wherever they are left out, and what.
    private static let spare = [
        "fsync ": "the folders in it were there before",
        "fsync data/journal": "SQLite syncs it as well",
        "fdatasync data/journal/journal.db-journal": "it is of the making of an empty database, which is made again",
        "fsync data/app/.roost-N-0.none": "the file is empty",
        "fsync data/app/.roost-N-1.none-journal": "the file is empty",
        "fsync data/app/.roost-N-1.none-shm": "the file is empty",
        "fsync data/app/.roost-N-1.none-wal": "the file is empty",
        "fsync data/app/.roost-N-1.new-state": "what a cut finds not switched wholly is rolled back",
        "fsync data/app/parts/program": "it was on the disk before the recording began",
        "fsync slots/.roost-N-5.new": "without its trial an update that was cut is rolled back before any feature starts",
        "fsync slots/.trial.new": "likewise",
        "fsync slots/confirmed": "the guard has done it before it answers; it is for who asks sooner",
    ]

    @Test func `each sync of an update is needed, and without it the judge says what is wrong`() throws {
        let update = try RecordedUpdate.once.get()
        let whole = update.enumeration(Thoroughness.limits)
        let syncs = Set(update.recording.events.filter(\.isSync).map { Self.plain($0.words) })
        var unnoticed: [String: String] = [:]
        for sync in syncs.sorted() {
            let broken = update.enumeration(Thoroughness.limits) { $0.isSync && Self.plain($0.words) == sync }
            let report = try update.replay(broken.beyond(whole, atMost: Thoroughness.brokenStates))
            let judged = report.failures.filter(\.isJudged)
            print("power cut, without \(sync): \(report); \(judged.first?.description.prefix(160) ?? "nothing found")")
            if judged.isEmpty { unnoticed[sync] = "\(report)" }
        }
        #expect(Set(unnoticed.keys) == Set(Self.spare.keys), "\(unnoticed)")
    }

    /// Without the transaction's number, which is another one each time.
    private static func plain(_ words: String) -> String { words.replacing(#/\.roost-\d+-/#, with: ".roost-N-") }
}
