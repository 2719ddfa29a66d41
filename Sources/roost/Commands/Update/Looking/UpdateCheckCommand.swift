import ArgumentParser
import Contracts

/// Looks now.
struct UpdateCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for new releases now.",
        discussion: """
            Exits 1 if nothing could be learnt, for want of a network say.

            Examples:
              roost update check
              roost update check --json | jq -r '.candidates[] | "\\(.id) \\(.version)"'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let progress = Progress("looking for new releases")
        defer { progress.end() }
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.check, within: .seconds(300))
        progress.end()
        let checked: UpdateContract.Checked = try answer.read()
        if form.json {
            Output.line(answer.text)
        } else {
            UpdateReport.lines(checked, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
        }
        if let problem = checked.problem { throw CommandFailure(Printable.line(problem)) }
    }
}
