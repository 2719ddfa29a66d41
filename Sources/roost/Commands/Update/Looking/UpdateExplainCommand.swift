import ArgumentParser
import Contracts

/// Why, or why not.
struct UpdateExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show for every new release whether it would be installed now, and each reason.",
        discussion: """
            Nothing is done. A release that waits says until when; --asked shows what would happen if you said 'run' now.

            Examples:
              roost update explain
              roost update explain adblock --asked
              roost update explain --json | jq '.explanations[].criteria[] | select(.verdict != "pass")'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A feature's id, or 'core'; all that have something new if left out.")
    var id: FeatureArgument?

    @Flag(help: "As if you said 'roost update run' now.")
    var asked = false

    func run() throws {
        let request = UpdateContract.Explain(id: id?.id, asked: asked)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.explain, request, within: .seconds(60))
        guard !form.json else { return Output.line(answer.text) }
        let explanations: UpdateContract.Explanations = try answer.read()
        ExplanationReport.lines(explanations, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
