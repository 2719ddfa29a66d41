import ArgumentParser
import PluginKit

/// Asks and prints the first answer.
struct BusRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask, and print the answer.",
        discussion: """
            Fails if nobody answers, or if the answer is an error.

            Examples:
              roost bus request kernel.status
              echo '{"name": "Ada"}' | roost bus request greeter.hello -
              roost bus request slow.work --timeout 30 --header 'Trace: 17'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var message: MessageOptions
    @OptionGroup var form: JSONOption

    @Option(help: ArgumentHelp("How long to wait for the answer.", valueName: "seconds"))
    var timeout = Seconds(5)

    func run() throws {
        let (subject, headers, limit, payload) = (message.subject, message.headers, timeout.duration, try message.bytes())
        let answer = try host.door.enter { bus in
            try await bus.request(subject, bytes: payload, headers: headers, timeout: limit)
        }
        if form.json { Output.line(MessageText.json(answer)) } else { MessageText.printPayload(answer) }
    }
}
