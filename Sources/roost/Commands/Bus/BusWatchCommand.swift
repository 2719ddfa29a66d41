import ArgumentParser
import PluginKit

/// Prints what is said on the bus.
struct BusWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Print what is said on subjects.",
        discussion: """
            '*' stands for one word of a subject, '>' for all to its end. Ctrl-C ends it.

            Examples:
              roost bus watch 'event.>'
              roost bus watch kernel.ready 'event.kernel.*' --count 10 --json
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "Subjects, as in 'event.>'.")
    var subjects: [String]

    @Option(name: [.long, .customShort("n")], help: ArgumentHelp("End after so many messages.", valueName: "number"))
    var count: Int?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
    }

    func run() throws {
        let (subjects, count, isJSON) = (subjects, count, form.json)
        if Output.isTerminal, !isJSON { Output.error("watching \(subjects.joined(separator: ", ")); Ctrl-C ends") }
        try host.door.enter { bus in
            let watch = BusWatch(bus, count: count) { isJSON ? Output.line(MessageText.json($0)) : MessageText.print($0) }
            try await watch.run(subjects)
        }
    }
}
