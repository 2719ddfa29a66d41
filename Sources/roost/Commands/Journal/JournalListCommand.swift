import ArgumentParser
import Contracts
import Journal

/// The latest transactions.
struct JournalListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List transactions, the newest first, with their ends and the reasons.",
        discussion: """
            Examples:
              roost journal list
              roost journal list --limit 5 --before 120
              roost journal list --json | jq '.transactions[] | {id, outcome, reason}'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Option(help: "How many, at most 100.")
    var limit = 20

    @Option(help: ArgumentHelp("Only those older than this one.", valueName: "id"))
    var before: TransactionArgument?

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit wants a number from 1 to 100") }
    }

    func run() throws {
        let request = JournalContract.List(limit: limit, before: before?.id)
        let answer = try JournalSource(host).ask(JournalContract.Subject.list, request) { home in
            try OfflineJournal.list(home: home, request)
        }
        guard !form.json else { return Output.line(answer.text) }
        let list: JournalContract.Transactions = try answer.read()
        JournalReport.lines(list.transactions, now: UnixTime.now, width: TerminalSize.ofOutput?.columns, style: .ofOutput)
            .forEach(Output.line)
    }
}
