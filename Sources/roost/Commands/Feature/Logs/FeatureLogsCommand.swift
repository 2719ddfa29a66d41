import ArgumentParser
import Glibc

/// Prints what a feature has written.
struct FeatureLogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Print what a feature writes to its output and errors.",
        discussion: """
            Each line begins with its time and with 'out', 'err' or, from the host itself, 'host'. Works without a host.

            Examples:
              roost feature logs adblock -n 200
              roost feature logs -f adblock
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Flag(name: [.short, .long], help: "Go on with what is written from now on; Ctrl-C ends it.")
    var follow = false

    @Option(name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("How many of the last lines.", valueName: "number"))
    var count = 50

    @Argument(help: "The feature's id: small letters, digits and '-'.")
    var id: FeatureArgument

    func validate() throws {
        guard (0...1_000_000).contains(count) else { throw ValidationError("-n must be between 0 and 1000000.") }
    }

    func run() throws {
        let folder = LogFolder(path: host.home.logs(id.id))
        try refuseUnknown(folder)
        let current = try folder.openCurrent()
        let (lines, position) = try folder.lastLines(count, current: current)
        lines.forEach(show)
        guard follow else { return }
        var follower = LogFollower(folder, at: position, in: current)
        while true {
            try follower.newLines().forEach(show)
            usleep(200_000)
        }
    }

    private func refuseUnknown(_ folder: LogFolder) throws(CommandFailure) {
        let home = host.home
        if folder.isThere || access(home.plugin(id.id), F_OK) == 0 || host.door.isOpen && follow { return }
        throw CommandFailure("no logs of '\(id.id)' in \(folder.path); see: roost feature list")
    }

    private func show(_ line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        Output.line(form.json ? LogLine(text).json : Output.isTerminal ? Printable.lines(text) : text)
    }
}
