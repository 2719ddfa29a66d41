import ArgumentParser
import Contracts

/// How it stands.
struct UpdateStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the update under way, holds, and features on probation.",
        discussion: """
            Examples:
              roost update status
              roost update status --follow       watch the update under way to its end
              roost update status --json | jq .update.stage
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Flag(name: [.long, .customShort("f")], help: "Watch the update under way to its end; with --json, print its report.")
    var follow = false

    func run() throws {
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.status)
        let status: UpdateContract.Status = try answer.read()
        if follow, let update = status.update {
            return try UpdateFollower(host.door).follow(update.id).print(asJSON: form.json)
        }
        guard !form.json else { return Output.line(answer.text) }
        UpdateReport.lines(status, now: UnixTime.now, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
