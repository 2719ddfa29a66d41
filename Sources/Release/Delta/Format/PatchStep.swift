/// One step of a patch: bytes that differ little from old ones at `position`, then bytes that are new.
struct PatchStep: Equatable, Sendable {
    /// Where in the old file the bytes are that `diff` new ones are told by their differences from.
    var position: Int64
    var diff: Int64
    var extra: Int64

    var length: Int64 { diff + extra }
    /// Where in the old file it ends.
    var end: Int64 { position + diff }

    /// What of it makes the first bytes, as many as that.
    func prefix(_ count: Int64) -> PatchStep {
        PatchStep(position: position, diff: min(diff, count), extra: max(0, min(extra, count - diff)))
    }

    func dropFirst(_ count: Int64) -> PatchStep {
        let first = prefix(count)
        return PatchStep(position: first.end, diff: diff - first.diff, extra: extra - first.extra)
    }
}
