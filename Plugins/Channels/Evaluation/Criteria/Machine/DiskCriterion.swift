import Contracts
import Manifests

/// Is there room for it beside what it replaces?
enum DiskCriterion: Criterion {
    static let name = "disk"

    static func judge(_ question: Question) -> Finding {
        // The artifact and the tree made from it lie there together for a while.
        let (need, isTooMuch) = max(0, question.candidate.disk).addingReportingOverflow(max(0, question.candidate.download))
        return Room(need: isTooMuch ? .max : need, free: question.host.freeDisk, reserve: question.policy.limits.diskReserve)
            .finding(of: "disk", "free at least", now: question.now)
    }
}
