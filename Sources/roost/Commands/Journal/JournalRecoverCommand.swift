import ArgumentParser
import Contracts
import Journal

/// Recovery, as at each start of the journal.
struct JournalRecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "End the transactions that a power cut left half done; the journal does so at each start.",
        discussion: """
            Exits 1 if something could not be put right.

            Examples:
              roost journal recover --dry-run      only say what would be done
              roost journal recover --json | jq .findings
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Flag(help: "Only say what would be done.")
    var dryRun = false

    func run() throws {
        let request = JournalContract.Recover(dryRun: dryRun)
        let answer = try JournalSource(host).ask(JournalContract.Subject.recover, request, within: .seconds(600)) { home in
            try OfflineJournal.recover(home: home, request)
        }
        let recovery: JournalContract.Recovery = try answer.read()
        if form.json {
            Output.line(answer.text)
        } else {
            JournalReport.lines(recovery, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
        }
        let failed = recovery.findings.count { $0.problem != nil }
        guard failed == 0 else {
            throw CommandFailure("\(Words.count(failed, "transaction")) could not be put right wholly; the reasons are above")
        }
    }
}
