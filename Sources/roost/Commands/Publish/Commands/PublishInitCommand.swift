import ArgumentParser
import Publishing
import Trust
import Wire

/// A new workshop.
struct PublishInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a workshop: publish.toml, keys for every role, and an empty signed repository.",
        discussion: """
            A publish.toml that is there already is kept and gone by: number of keys, thresholds, expiry, channels.
            Afterwards, take the keys of root and targets to a safe place. They are needed again for rotate, and
            to sign them anew before they expire, once a year: roost publish refresh root targets --keys DIR.

            Examples:
              roost publish init --workshop /srv/roost
              roost publish init --workshop /srv/roost --passphrase-file ~/.roost-passphrase --key-type ecdsa
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var keyType: KeyTypeOption
    @OptionGroup var form: JSONOption

    func run() throws {
        let passphrase = try workshop.passphrases.source().newPassphrase()
        let (place, state) = try workshop.newPublisher { (publisher) throws(PublishingError) in
            (publisher.workshop, try publisher.initialize(keyType.scheme, passphrase: passphrase))
        }
        let report = InitReport(workshop: place, state: state, isEncrypted: passphrase != nil)
        if form.json { Output.line(report.json.text) } else { report.lines(style: .ofOutput).forEach(Output.line) }
    }
}
