import ArgumentParser
import PluginKit

/// Tells whoever listens.
struct BusPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Tell whoever listens.",
        discussion: """
            Returns when the bus has taken the message.

            Examples:
              roost bus publish event.door.opened '{"door": 3}'
              roost bus publish big.file - < file
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var message: MessageOptions

    @Option(help: ArgumentHelp("Where answers shall go.", valueName: "subject"))
    var reply: String?

    func run() throws {
        let (subject, headers, reply, payload) = (message.subject, message.headers, reply, try message.bytes())
        try host.door.enter { bus in
            try await bus.publish(subject, bytes: payload, reply: reply, headers: headers)
            try await bus.flush()
        }
    }
}
