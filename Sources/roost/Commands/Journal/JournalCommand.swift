import ArgumentParser

/// Everything about the journal.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Look into transactions, and recover those that a power cut left half done.",
        discussion: """
            Works while no host runs too: then the journal's database in the home is read by itself.

            Examples:
              roost journal list
              roost journal show 12
              roost journal recover --dry-run
            """,
        subcommands: [JournalListCommand.self, JournalShowCommand.self, JournalRecoverCommand.self])
}
