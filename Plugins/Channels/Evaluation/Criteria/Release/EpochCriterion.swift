import Contracts

/// Was it cut off for good? An older epoch never comes back, whatever its version and signature.
enum EpochCriterion: Criterion {
    static let name = "epoch"

    static func judge(_ question: Question) -> Finding {
        let (epoch, last) = (question.candidate.epoch, question.host.epoch)
        guard epoch < last else { return .pass("epoch \(epoch)") }
        return .refuse("epoch \(epoch) was cut off by a release of epoch \(last) installed here")
    }
}
