import Glibc
import PowerCut

/// A real update of a real host, from the guard's start to its end, and what must be found after a cut of it.
struct RecordedUpdate {
    let recording: Recording
    let verdict: Verdict

    /// - Parameters:
    ///   - new: of what is rolled back, as it would be; else it ends new.
    ///   - isMarked: an event comes with the commit.
    init(rolledBackFrom new: HomeState? = nil, isMarked: Bool = false, _ body: (UpdatedHost) throws -> Void) throws {
        let home = try UpdateHome()
        let old = try HomeState(of: home.path)
        recording = try UpdatedHost(home: home).record(body)
        let end = try HomeState(of: home.path)
        guard new == nil || end == old else { throw RecordingError(words: "rolled back, and \(end.difference(from: old))") }
        verdict = Verdict(old: old, new: new ?? end, isCommitted: new == nil, isMarked: isMarked)
    }

    /// Every cut, each followed by the next boot.
    func replay(_ enumeration: Enumeration) throws -> ReplayReport {
        try Replayer().replay(enumeration, check: { folder, _ in try Aftermath(of: folder) }, judge: verdict.judge)
    }

    func enumeration(_ limits: Enumeration.Limits, without isUnwanted: (Event) -> Bool = { _ in false }) -> Enumeration {
        Enumeration(of: recording.without(isUnwanted), limits)
    }

    /// Cuts of the boots after some of the cuts.
    func recut(_ enumeration: Enumeration, _ limits: Enumeration.Limits, sample: Int) throws -> [ReplayReport] {
        try Replayer().recut(
            enumeration, sample: sample, limits, record: NextBoot.record, check: { folder, _ in try Aftermath(of: folder) },
            judge: verdict.judge)
    }
}
