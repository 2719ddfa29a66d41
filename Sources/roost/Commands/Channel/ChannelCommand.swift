import ArgumentParser

/// Everything about channels.
struct ChannelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel", abstract: "Show and choose the channel that updates come from.",
        discussion: """
            Examples:
              roost channel list
              roost channel set lts
              roost channel set beta --feature adblock
            """,
        subcommands: [ChannelListCommand.self, ChannelShowCommand.self, ChannelSetCommand.self])

    static let plugin = "channels"
}
