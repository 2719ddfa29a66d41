import Contracts
import Manifests

/// Is there memory for it?
enum MemoryCriterion: Criterion {
    static let name = "memory"

    static func judge(_ question: Question) -> Finding {
        Room(need: question.candidate.memory, free: question.host.freeMemory, reserve: question.policy.limits.memoryReserve)
            .finding(of: "memory", "stop features that use", now: question.now)
    }
}
