import Contracts

/// Which features wait for their channel to catch up with what is installed, as the last evaluation of each has found.
struct Delays: Equatable {
    private static let most = 512
    private var words: [String: String] = [:]

    mutating func note(_ evaluation: Evaluation, of candidate: UpdateContract.Candidate) {
        // Nothing that is not there waits for a channel; who asks for the next window names no version.
        guard candidate.installed != nil else { return }
        let version = evaluation.lines.first { $0.criterion == VersionCriterion.name }?.finding
        guard let version, case .wait = version.verdict else {
            words[candidate.id] = nil
            return
        }
        guard words.count < Self.most || words[candidate.id] != nil else { return }
        words[candidate.id] = version.reason
    }

    /// The host's are those of the runtime itself.
    func words(for id: String?) -> String? { words[id ?? UpdateContract.core] }
}
