import Glibc
import PowerCut

/// A real update of a real host, from the guard's start to its end, and what must be found after a cut of it.
struct RecordedUpdate {
    let recording: Recording
    let verdict: Verdict

    private init(_ body: (UpdatedHost) throws -> Void, isCommitted: Bool) throws {
        let home = try UpdateHome()
        let old = try HomeState(of: home.path)
        recording = try UpdatedHost(home: home).record(body)
        let end = try HomeState(of: home.path)
        guard isCommitted || end == old else { throw RecordingError(words: "rolled back, and \(end.difference(from: old))") }
        verdict = Verdict(old: old, new: isCommitted ? end : nil)
    }

    /// Of the runtime and a feature: confirmed on trial, then committed.
    static func committed() throws -> RecordedUpdate {
        try RecordedUpdate(
            { host in
                try host.beginAndSwitch(Update.core)
                try host.request("kernel.restart")
                try host.waitUntilReady(slot: "b")
                try host.request("kernel.confirm", #"{"transaction":"1"}"#)
                try host.request("journal.commit", #"{"id":"1"}"#)
            }, isCommitted: true)
    }

    /// The same, recorded once for all tests.
    static let once = Result { try committed() }

    /// The same, but its kernel dies on trial: the guard goes back, and the journal with it.
    static func failedOnTrial() throws -> RecordedUpdate {
        try RecordedUpdate(
            { host in
                try host.beginAndSwitch(Update.core)
                try host.request("kernel.restart")
                try host.waitUntilReady(slot: "b")
                try host.killKernel()
                try host.waitUntilReady(slot: "a")
            }, isCommitted: false)
    }

    /// Of a feature alone, which turns out not to be healthy.
    static func rolledBack() throws -> RecordedUpdate {
        try RecordedUpdate(
            { host in
                try host.beginAndSwitch(Update.feature)
                try host.request("journal.rollback", #"{"id":"1","reason":"the feature was not healthy"}"#)
            }, isCommitted: false)
    }

    /// Every cut, each followed by the next boot.
    func replay(_ limits: Enumeration.Limits, without isUnwanted: (Event) -> Bool = { _ in false }) throws -> ReplayReport {
        try Replayer().replay(
            enumeration(limits, without: isUnwanted), check: { folder, _ in try verdict.boot(folder) }, judge: verdict.judge)
    }

    func enumeration(_ limits: Enumeration.Limits, without isUnwanted: (Event) -> Bool = { _ in false }) -> Enumeration {
        Enumeration(of: recording.without(isUnwanted), limits)
    }

    /// Cuts of the boots after some of the cuts.
    func recut(_ limits: Enumeration.Limits, sample: Int) throws -> [ReplayReport] {
        try Replayer().recut(
            enumeration(limits), sample: sample, limits, record: NextBoot.record, check: { folder, _ in try verdict.boot(folder) },
            judge: verdict.judge)
    }
}
