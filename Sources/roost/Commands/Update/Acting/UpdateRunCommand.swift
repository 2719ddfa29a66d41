import ArgumentParser
import Contracts

/// Takes what is new, now.
struct UpdateRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Install what is new, now, and wait for the end.",
        discussion: """
            Your word overrides maintenance windows and waiting, not holds marked absolute, nor what would not work. All that is named
            is installed, or nothing of it. Exits 0 only if the new version stays.

            Examples:
              roost update run                   all that have something new
              roost update run adblock dns
              roost update run core --no-wait
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "Features' ids, or 'core'; all if left out.")
    var ids: [FeatureArgument] = []

    @Flag(name: .customLong("no-wait"), help: "Return when it has begun.")
    var isDetached = false

    func run() throws {
        let request = UpdateContract.Run(ids: ids.map(\.id))
        let answer = try host.door.ask(plugin: UpdateCommand.plugin, UpdateContract.Subject.run, request, within: .seconds(120))
        try UpdateFollower(host.door).finish(answer, isDetached: isDetached, asJSON: form.json)
    }
}
