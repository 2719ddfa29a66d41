import ArgumentParser

/// Speaks on the host's bus.
struct BusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bus", abstract: "Ask, tell and listen on the bus.",
        discussion: """
            Examples:
              roost bus request greeter.hello '{"name": "Ada"}'
              roost bus publish event.door.opened
              roost bus watch 'event.>'
            """,
        subcommands: [BusRequestCommand.self, BusPublishCommand.self, BusWatchCommand.self])
}
