import ArgumentParser
import Contracts
import Wire

/// All features, one a row.
struct FeatureListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all features and their states.",
        discussion: """
            Examples:
              roost feature list
              roost feature list --json | jq -r '.features[].id'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let answer = try host.door.ask(KernelContract.Subject.status)
        if form.json {
            let features = try? JSON(parsing: answer.bytes)["features"]
            return Output.line(JSON.object([.init("features", features ?? .array([]))]).text)
        }
        let status = try answer.read(as: KernelContract.Status.self)
        guard !status.features.isEmpty else { return Output.line("no features; install one: roost feature install DIR") }
        FeatureTable.make(status.features, now: UnixTime.now).lines(width: TerminalSize.ofOutput?.columns, style: .ofOutput)
            .forEach(Output.line)
    }
}
