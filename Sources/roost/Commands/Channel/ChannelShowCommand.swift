import ArgumentParser
import Contracts

/// Which one is followed.
struct ChannelShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the channel that this host, or a feature, follows, and who said so.",
        discussion: """
            Examples:
              roost channel show
              roost channel show adblock --json | jq -r .channel
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "A feature's id, or 'core'; the host's channel if left out.")
    var id: FeatureArgument?

    func run() throws {
        let request = ChannelsContract.Show(id: id?.id)
        try ChannelText.print(try host.door.ask(plugin: ChannelCommand.plugin, ChannelsContract.Subject.show, request), asJSON: form.json)
    }
}
