import ArgumentParser

/// Everything about reports.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "See where reports go, and whether they get there.",
        discussion: """
            Sinks are written into <home>/report.toml; without it reports go into a log: roost feature logs report.

            Examples:
              roost report list
              roost report test
            """,
        subcommands: [ReportListCommand.self, ReportTestCommand.self])

    static let plugin = "report"
}
