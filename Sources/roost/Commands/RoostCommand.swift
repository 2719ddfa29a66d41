import ArgumentParser
import Kernel

/// The command line, and what its errors become: 0 done, 1 refused or failed, 2 usage, 3 host not running.
struct RoostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost", abstract: "Hosts features, each its own process, and keeps them alive.",
        discussion: """
            Examples:
              roost run --home /var/lib/roost     host in the foreground
              roost status                        what runs, and what does not and why
              roost feature logs -f adblock       follow what a feature writes
              roost bus request kernel.status     ask a service on the bus

            The host is found by its home folder: --home, else $ROOST_HOME, else \(Home.defaultPath).
            Exit status: 0 done, 1 refused or failed, 2 usage, 3 host not running.
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, StatusCommand.self, TopCommand.self, FeatureCommand.self, UpdateCommand.self, ChannelCommand.self,
            ReportCommand.self, JournalCommand.self, BusCommand.self, PublishCommand.self, DoctorCommand.self,
        ])

    static func perform(_ arguments: [String]) -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            return 0
        } catch let failure as CommandFailure {
            Output.error("roost: \(failure.words)")
            return failure.status.rawValue
        } catch {
            return report(error)
        }
    }

    /// Help and completion scripts come as errors too.
    private static func report(_ error: any Error) -> Int32 {
        let code = exitCode(for: error)
        let text = Self.withOneVersion(fullMessage(for: error))
        if code.isSuccess { Output.line(text) } else if !text.isEmpty { Output.error(text) }
        return code == .validationFailure ? CommandFailure.Status.usage.rawValue : code.rawValue
    }

    /// ArgumentParser adds an option `--version` to the help of every command, also where that is a release's.
    private static func withOneVersion(_ help: String) -> String {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.hasPrefix("  --version <") }) else { return help }
        return lines.filter { !($0.hasPrefix("  --version ") && $0.hasSuffix("Show the version.")) }.joined(separator: "\n")
    }
}
