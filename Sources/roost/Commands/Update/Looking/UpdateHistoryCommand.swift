import ArgumentParser
import Contracts

/// What became of updates.
struct UpdateHistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List how updates ended and why, the newest first.",
        discussion: """
            Examples:
              roost update history
              roost update history --limit 5 --json | jq '.reports[] | {id, end, reason}'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Option(help: "How many, at most 100.")
    var limit = 20

    @Option(help: ArgumentHelp("Only those that ended before this moment, in seconds since 1970.", valueName: "time"))
    var before: Double?

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit wants a number from 1 to 100") }
    }

    func run() throws {
        let request = UpdateContract.History(limit: limit, before: before)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.history, request)
        guard !form.json else { return Output.line(answer.text) }
        let reports: UpdateContract.Reports = try answer.read()
        UpdateReport.lines(reports, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
