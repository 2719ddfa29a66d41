import Contracts

/// Was it built for this machine?
enum ArchitectureCriterion: Criterion {
    static let name = "architecture"

    static func judge(_ question: Question) -> Finding {
        guard let architecture = question.candidate.architecture, architecture != "all" else { return .pass("it runs on every machine") }
        guard architecture != question.host.architecture else { return .pass(architecture) }
        return .refuse("it is for \(architecture.prefix(40)), this machine is \(question.host.architecture)")
    }
}
