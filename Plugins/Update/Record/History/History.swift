import Contracts

/// What the stream `update` says, as far as it matters for what comes: the update that has not ended, which versions failed here and
/// how often, what was downloaded, and what each release was last refused or put off for.
///
/// Made of the stream's entries in their order, so the same after every restart. Bounded by the stream.
struct History {
    /// Of the last entry.
    private(set) var sequence: Int64 = 0
    private(set) var failures: [ReleaseName: ChannelsContract.Failure] = [:]
    /// How each release's last update ended.
    private(set) var ends: [ReleaseName: UpdateContract.End] = [:]
    /// The last update that was committed.
    private(set) var committed: Ending?
    private var downloads: [(at: Double, bytes: Int64)] = []
    private var last: (record: LifecycleRecord, luggage: Luggage)?
    /// The newest few; the one under way is among them once it has ended.
    private var recent: [Ending] = []

    private static let month: Double = 30 * 86_400
    private static let kept = 16

    /// The update that was under way when the last entry was written.
    var unfinished: (record: LifecycleRecord, luggage: Luggage)? { last.flatMap { $0.record.stage == nil ? nil : $0 } }

    func ending(of id: String) -> Ending? { recent.last { $0.report.id == id } }

    /// Bytes downloaded within 30 days. What a clock that was years ahead has noted counts no more.
    func used(at now: Double) -> Int64 {
        downloads.reduce(0) { now - $1.at < Self.month && $1.at < now + 86_400 ? $0 &+ $1.bytes : $0 }
    }

    mutating func take(_ entry: JournalContract.Entry<Entry>) {
        sequence = entry.sequence
        if let record = entry.event.lifecycle { last = (record, entry.event.luggage ?? Luggage()) }
        if let ending = entry.event.ending { take(ending) }
    }

    private mutating func take(_ ending: Ending) {
        recent = Array((recent + [ending]).suffix(Self.kept))
        if ending.bytes > 0 { downloads.append((ending.report.ended, ending.bytes)) }
        guard let end = UpdateContract.End(rawValue: ending.report.end) else { return }
        if end == .committed { committed = ending }
        for target in ending.report.targets { take(ending, end, of: target) }
    }

    private mutating func take(_ ending: Ending, _ end: UpdateContract.End, of target: UpdateContract.Target) {
        let release = ReleaseName(id: target.id, version: target.to)
        ends[release] = end
        if end == .committed {
            failures[release] = nil
            // Whoever went back from a version does not want it the next night.
            if ending.isReturn { fail(ReleaseName(id: target.id, version: target.from), ending, afterRestart: true) }
        } else if ending.countsAgainstVersion {
            fail(release, ending, afterRestart: ending.afterRestart)
        }
    }

    private mutating func fail(_ release: ReleaseName, _ ending: Ending, afterRestart: Bool) {
        let count = (failures[release]?.count ?? 0) + 1
        failures[release] = .init(count: count, at: ending.report.ended, afterRestart: afterRestart, reason: ending.report.reason)
    }
}
