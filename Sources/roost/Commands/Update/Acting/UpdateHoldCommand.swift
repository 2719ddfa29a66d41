import ArgumentParser
import Contracts

/// Not now.
struct UpdateHoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Leave everything, or one feature, as it is for a while.",
        discussion: """
            A hold ends by itself after --for, and at the latest when policy.toml says (longest-hold); an absolute one only when you say
            so, or after --for. Hotfixes get through a hold, not through an absolute one.

            Examples:
              roost update hold --for 8h --reason 'guests'
              roost update hold core --absolute
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A feature's id, or 'core'; everything if left out.")
    var id: FeatureArgument?

    @Option(name: .customLong("for"), help: ArgumentHelp("How long, as in 90m, 8h, 14d.", valueName: "time"))
    var span: Span?

    @Flag(help: "Not even hotfixes get through.")
    var absolute = false

    @Option(help: ArgumentHelp("Shown by 'explain'.", valueName: "words"))
    var reason: String?

    func run() throws {
        let until = span.map { UnixTime.now + Double($0.seconds) }
        let request = UpdateContract.Hold(id: id?.id, until: until, absolute: absolute, reason: reason)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.hold, request)
        try HoldReport.print(answer, asJSON: form.json)
    }
}
