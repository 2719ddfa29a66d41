import ArgumentParser
import Contracts

/// Chooses.
struct ChannelSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Follow another channel from now on.",
        discussion: """
            nightly and beta have to be allowed in policy.toml first. A slower channel takes nothing older than what is installed: it waits
            until it has caught up, unless you say --downgrade. 'default' takes your word back.

            Examples:
              roost channel set lts
              roost channel set beta --feature adblock
              roost channel set default --feature adblock
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "nightly, beta, stable, lts or default.")
    var channel: ChannelArgument

    @Option(help: ArgumentHelp("Only for this feature, or 'core'.", valueName: "id"))
    var feature: FeatureArgument?

    @Flag(help: "Take what is newest there, even if it is older than what is installed.")
    var downgrade = false

    func run() throws {
        let request = ChannelsContract.Set(id: feature?.id, channel: channel.channel, downgrade: downgrade)
        try ChannelText.print(try host.door.ask(plugin: ChannelCommand.plugin, ChannelsContract.Subject.set, request), asJSON: form.json)
    }
}
