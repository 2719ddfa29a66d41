import ArgumentParser
import Contracts

/// All channels.
struct ChannelListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the channels, what they bring, and who follows them.",
        discussion: """
            Examples:
              roost channel list
              roost channel list --json | jq -r '.channels[] | select(.allowed) | .name'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let answer = try host.door.ask(plugin: ChannelCommand.plugin, ChannelsContract.Subject.list)
        guard !form.json else { return Output.line(answer.text) }
        let list: ChannelsContract.List = try answer.read()
        ChannelText.lines(list, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
