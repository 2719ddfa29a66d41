import Contracts
import Manifests

/// Is enough left of what may be downloaded in a month?
enum TrafficCriterion: Criterion {
    static let name = "traffic"

    static func judge(_ question: Question) -> Finding {
        let (need, used) = (max(0, question.candidate.download), max(0, question.used))
        guard let budget = question.policy.limits.bytes else { return .pass("downloads are not counted") }
        guard need <= budget else {
            return .refuse(
                "\(ByteCount(need)) are more than the whole budget of \(ByteCount(budget)); raise bytes in [limits] of policy.toml")
        }
        let left = budget - min(used, budget)
        guard need > left else { return .pass("\(ByteCount(need)) of the \(ByteCount(left)) left") }
        return .wait(
            until: question.now + 86_400,
            "\(ByteCount(need)) to download, but \(ByteCount(used)) of \(ByteCount(budget)) were used within 30 days"
        ).unless(question.haste)
    }
}
