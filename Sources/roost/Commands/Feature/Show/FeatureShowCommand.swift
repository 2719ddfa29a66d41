import ArgumentParser
import Contracts

/// Everything the host knows of one feature.
struct FeatureShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a feature: state, limits and how they are enforced, crashes, messages.",
        discussion: """
            Examples:
              roost feature show adblock
              roost feature show adblock --json | jq .manifest
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "The feature's id: small letters, digits and '-'.")
    var id: FeatureArgument

    func run() throws {
        let answer = try host.door.ask(KernelContract.Subject.show, KernelContract.ID(id: id.id))
        guard !form.json else { return Output.line(answer.text) }
        let report = FeatureReport(try answer.read(), try answer.read(), now: UnixTime.now)
        report.lines(width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
