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

            Examples:
              roost publish sign ./stable.json --keys /media/safe/keys
              roost publish finish                                       then, where the workshop is
            """)

    @Argument(help: ArgumentHelp("The draft, called ROLE.json.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .customLong("keys"), help: ArgumentHelp("Where the keys are, ROLE-….pem; may be repeated.", valueName: "dir"),
        completion: .directory)
    var folders: [String]

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        let source = try passphrases.source()
        let ring = KeyRing(folders: folders.map(Home.absolute)) { path in source.passphrase(for: path) }
        let report: Countersigning.Report
        do throws(PublishingError) { report = try Countersigning(ring).sign(Home.absolute(file)) } catch { throw CommandFailure(error) }
        guard !form.json else {
            let json: JSON = [
                "role": .string(report.role), "version": JSON(report.version), "expires": .string(report.expires.description),
                "keys": JSON(report.keys), "signatures": JSON(report.signatures), "targets": JSON(report.targets),
            ]
            return Output.line(json.text)
        }
        Output.line("version \(report.version) of '\(report.role)', which expires at \(report.expires), lists")
        for path in report.targets { Output.line("  \(Printable.line(path))") }
        Output.line(
            "signed by \(Words.count(report.keys.count, "key")) of this machine; it has \(Words.count(report.signatures, "signature")) now")
    }
}
