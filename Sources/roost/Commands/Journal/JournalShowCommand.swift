import ArgumentParser
import Contracts
import Journal

/// One transaction.
struct JournalShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a transaction: what happened, when, in which phase, and why it ended so.",
        discussion: """
            Examples:
              roost journal show 12
              roost journal show 12 --json | jq '.operations[] | select(.note) | .note'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Argument(help: "The transaction's number, as `roost journal list` shows it.")
    var id: TransactionArgument

    func run() throws {
        let request = JournalContract.ID(id: id.id)
        let answer = try JournalSource(host).ask(JournalContract.Subject.show, request) { home in
            try OfflineJournal.show(home: home, request)
        }
        guard !form.json else { return Output.line(answer.text) }
        let transaction: JournalContract.Transaction = try answer.read()
        JournalReport.lines(transaction, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }
}
