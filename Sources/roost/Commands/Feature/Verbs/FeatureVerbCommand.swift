import ArgumentParser
import Contracts

/// `roost feature start ID...` and its like.
struct FeatureVerbCommand<Verb: FeatureVerb>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Verb.command.rawValue, abstract: Verb.abstract,
            discussion: "\(Verb.discussion)\n\nExample:\n  roost feature \(Verb.command.rawValue) adblock")
    }

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "The features' ids: small letters, digits and '-'.")
    var ids: [FeatureArgument]

    func run() throws {
        for feature in ids {
            let progress = Progress("\(Verb.doing) \(feature.id)")
            defer { progress.end() }
            let subject = KernelContract.Subject.command(Verb.command)
            let answer = try host.door.ask(subject, KernelContract.ID(id: feature.id), within: Self.patience)
            progress.end()
            try show(answer, of: feature.id)
        }
    }

    /// A feature may take up to ten minutes to stop, its manifest's limit.
    private static var patience: Duration { .seconds(660) }

    private func show(_ answer: Answer, of id: String) throws {
        if form.json { return Output.line(answer.text) }
        let feature = try answer.read(as: KernelContract.Feature.self)
        Output.line(Printable.line("\(id): \(feature.summary)"))
    }
}

extension KernelContract.Feature {
    /// Its state, and what there is to say of it.
    var summary: String {
        let pid = pid.map { " (pid \($0))" } ?? ""
        let cause = cause.map { ": \($0)" } ?? ""
        return "\(state)\(pid)\(cause)"
    }
}
