import ArgumentParser
import Contracts

/// Tries sinks.
struct ReportTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a test to every sink, or to one.",
        discussion: """
            It goes past what waits. Exits 1 if it did not get to all.

            Examples:
              roost report test
              roost report test webhook
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A sink's name; all if left out.")
    var sink: String?

    func run() throws {
        let progress = Progress("sending a test")
        defer { progress.end() }
        let request = ReportContract.Test(sink: sink)
        let answer = try host.door.ask(plugin: ReportCommand.plugin, ReportContract.Subject.test, request, within: .seconds(300))
        progress.end()
        let tested: ReportContract.Tested = try answer.read()
        if form.json {
            Output.line(answer.text)
        } else {
            SinkReport.lines(tested, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
        }
        let failed = tested.results.filter { !$0.ok }
        guard failed.isEmpty else {
            throw CommandFailure(Printable.line("it did not get to \(failed.map(\.sink).joined(separator: ", "))"))
        }
    }
}
