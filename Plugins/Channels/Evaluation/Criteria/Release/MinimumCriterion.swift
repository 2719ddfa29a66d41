import Contracts
import Wire

/// Is what is there new enough to be followed by it, and the runtime new enough to run it?
enum MinimumCriterion: Criterion {
    static let name = "minimum"

    static func judge(_ question: Question) -> Finding {
        let candidate = question.candidate
        if let text = candidate.minimum, let installed = question.installed {
            guard let minimum = SemanticVersion(text) else {
                return .refuse("it follows '\(text.prefix(40))', which is not a semantic version")
            }
            guard installed >= minimum else {
                return .refuse("it can follow \(minimum) or newer, not \(installed): install one between first")
            }
        }
        if let text = candidate.minimumCore, !question.isCore {
            guard let minimum = SemanticVersion(text) else {
                return .refuse("it needs runtime '\(text.prefix(40))', which is not a semantic version")
            }
            guard let core = question.host.core, core >= minimum else {
                return .wait(
                    until: nil,
                    "it needs runtime \(minimum), this one is \(question.host.core?.description ?? "unknown"); update core first")
            }
        }
        return .pass("it can follow what is installed")
    }
}
