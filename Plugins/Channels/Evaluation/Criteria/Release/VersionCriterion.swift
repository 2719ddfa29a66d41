import Contracts

/// Is it newer than what is there? Nothing goes back by itself.
enum VersionCriterion: Criterion {
    static let name = "version"

    static func judge(_ question: Question) -> Finding {
        let candidate = question.candidate
        guard let version = question.version else { return .refuse("'\(candidate.version.prefix(40))' is not a semantic version") }
        guard let text = candidate.installed else {
            return question.isAsked
                ? .pass("it is not installed yet, and was asked for") : .refuse("\(candidate.id) is not installed (roost feature install)")
        }
        guard let installed = question.installed else { return .pass("what is installed, '\(text.prefix(40))', is not a semantic version") }
        if version > installed { return .pass("\(version) is newer than \(installed)") }
        if version == installed { return .refuse("\(installed) is installed already") }
        if question.following.mayDowngrade { return .pass("\(version) is older than \(installed), and going back was asked for") }
        return .wait(
            until: nil, "\(version) is older than \(installed), which is installed; waits until \(candidate.channel) has caught up")
    }
}
