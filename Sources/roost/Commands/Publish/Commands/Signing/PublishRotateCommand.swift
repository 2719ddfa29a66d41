import ArgumentParser
import Publishing
import Trust
import Wire

/// A role gets new keys.
struct PublishRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Give a role new keys, in the number and with the threshold that publish.toml says.",
        discussion: """
            The old keys are needed once more, and those of root (of targets, for a channel), which sign the change.
            Routers follow by themselves, however many rotations they have missed.

            Examples:
              roost publish rotate timestamp --keys /media/safe/keys
              roost publish rotate root --keys /media/safe/keys --key-type rsa
              roost publish rotate acme --keys /media/safe/keys         first keys for a channel that is new in publish.toml
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var keyType: KeyTypeOption
    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("root, targets, snapshot, timestamp, or a channel.", valueName: "role"))
    var role: String

    @Flag(help: "The old keys are gone. Routers refuse the repository for an instant; not for root, whose keys nothing replaces.")
    var lost = false

    func run() throws {
        let passphrase = try workshop.passphrases.source().newPassphrase()
        let rotation = try workshop.publisher { (publisher) throws(PublishingError) in
            try publisher.rotate(role, scheme: keyType.scheme, passphrase: passphrase, lost: lost)
        }
        guard !form.json else {
            let json: JSON = ["role": .string(rotation.role), "old": JSON(rotation.old), "new": JSON(rotation.new)]
            return Output.line(json.text)
        }
        Output.line("role '\(rotation.role)' is signed by \(Words.count(rotation.new.count, "new key")) from now on:")
        for id in rotation.new { Output.line("  \(workshop.path)/keys/\(rotation.role)-\(id.prefix(8)).pem") }
        if !rotation.old.isEmpty { Output.line("its old keys are needed no more; destroy their files") }
    }
}
