import ArgumentParser
import Publishing
import TUF
import Wire

/// A draft gets the signatures of another machine's keys.
struct PublishSignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign a draft with the keys of its role that are on this machine.",
        discussion: """
            Where several keys must sign a channel (publish.toml: threshold) and not all of them are on the build machine, release
            leaves a draft. Carry it to where the others are, sign it, and bring it back. Nothing else of the workshop is needed.
            Look first at what you sign: every artifact by its digest, every channel by its keys.

            Examples:
              roost publish sign ./stable.json --keys /media/safe/keys --dry-run
              roost publish sign ./stable.json --keys /media/safe/keys
              roost publish finish                                       then, where the workshop is
            """)

    @Argument(help: ArgumentHelp("The draft, called ROLE.json.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .customLong("keys"), help: ArgumentHelp("Where the keys are, ROLE-….pem; may be repeated.", valueName: "dir"),
        completion: .directory)
    var folders: [String]

    @Flag(help: "Only show what would be signed.")
    var dryRun = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let folders = folders.map(Home.absolute)
        try WorkshopOptions.requireFolders(folders)
        let source = try passphrases.source()
        let ring = KeyRing(folders: folders) { path in source.passphrase(for: path) }
        let report: CountersigningReport
        do throws(PublishingError) {
            report = try Countersigning(ring).sign(Home.absolute(file), dryRun: dryRun)
        } catch {
            throw CommandFailure(error)
        }
        let text = CountersigningText(report, dryRun: dryRun)
        if form.json { Output.line(text.json.text) } else { text.lines.forEach(Output.line) }
    }
}
