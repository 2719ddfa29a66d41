import ArgumentParser
import Contracts

/// Lifts holds.
struct UpdateResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lift the hold on everything, or that on one feature.",
        discussion: """
            Examples:
              roost update resume
              roost update resume core
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A feature's id, or 'core'; the hold on everything if left out.")
    var id: FeatureArgument?

    func run() throws {
        let request = UpdateContract.Resume(id: id?.id)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.resume, request)
        try HoldReport.print(answer, asJSON: form.json)
    }
}
