import ArgumentParser
import Contracts
import PluginKit

/// What runs, and what does not and why.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what runs, and what does not and why.",
        discussion: """
            Examples:
              roost status
              roost status --json | jq '.features[] | select(.state != "ready") | .id'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let answer = try host.door.ask(KernelContract.Subject.status)
        guard !form.json else { return Output.line(answer.text) }
        let report = StatusReport(try answer.read(), now: UnixTime.now)
        report.lines(width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
