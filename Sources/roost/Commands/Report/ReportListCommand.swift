import ArgumentParser
import Contracts

/// All sinks.
struct ReportListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the sinks of reports, what waits for each, and what is wrong with it.",
        discussion: """
            Examples:
              roost report list
              roost report list --json | jq '.sinks[] | select(.problem)'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let answer = try host.door.ask(plugin: ReportCommand.plugin, ReportContract.Subject.list)
        guard !form.json else { return Output.line(answer.text) }
        let list: ReportContract.List = try answer.read()
        SinkReport.lines(list, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
