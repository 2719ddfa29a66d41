import Contracts

extension Lifecycle {
    func record(at now: Int64, boot: String) -> LifecycleRecord {
        LifecycleRecord(
            version: LifecycleRecord.version, id: id, targets: targets, stage: stage, form: form, outcome: outcome, restarts: restarts,
            doubts: doubts, boot: boot, at: now, left: deadline - now)
    }

    /// In the same boot the time has gone on; in another one nobody knows how much of it passed, so what was left is left.
    ///
    /// Nil if a newer version wrote it, or it is not whole.
    init?(_ record: LifecycleRecord, limits: LifecycleLimits = LifecycleLimits(), at now: Int64, boot: String) {
        guard record.version == LifecycleRecord.version, record.restarts >= 0, record.doubts >= 0 else { return nil }
        guard record.stage != .rollback && record.stage != .report || record.outcome != nil else { return nil }
        guard record.stage == nil || record.stage == .discovery || !record.targets.isEmpty else { return nil }
        self.init(id: record.id, limits: limits, at: now)
        let passed = record.boot == boot ? max(0, now - record.at) : 0
        restore(record, left: record.left - passed, at: now)
    }
}
