import ArgumentParser
import Contracts

/// Back to the version before.
struct UpdateRollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Go back to the version before, and wait for the end.",
        discussion: """
            It goes through the same stages as an update. Exits 0 only if the version before runs again.

            Examples:
              roost update rollback adblock --reason 'blocks the bank'
              roost update rollback core --no-wait
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A feature's id, or 'core'.")
    var id: FeatureArgument

    @Option(help: ArgumentHelp("Kept in the history.", valueName: "words"))
    var reason: String?

    @Flag(name: .customLong("no-wait"), help: "Return when it has begun.")
    var isDetached = false

    func run() throws {
        let request = UpdateContract.Rollback(id: id.id, reason: reason)
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.rollback, request, within: .seconds(120))
        try UpdateFollower(host.door).finish(answer, isDetached: isDetached, asJSON: form.json)
    }
}
