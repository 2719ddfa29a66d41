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
            Those of targets, for a channel, are brought together on this machine. Routers follow by themselves, however many rotations
            they have missed.

            Examples:
              roost publish rotate timestamp --keys /media/safe/keys
              roost publish rotate root --keys /media/safe/keys --key-type rsa
              roost publish rotate acme --keys /media/safe/keys         first keys for a channel that is new in publish.toml
              roost publish rotate acme --keys /media/safe/keys --remove      one that publish.toml names no more is taken out
            """)

    @OptionGroup var workshop: WorkshopOptions
    @OptionGroup var keyType: KeyTypeOption
    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("root, targets, snapshot, timestamp, or a channel.", valueName: "role"))
    var role: String

    @Flag(help: "The old keys are gone. Routers refuse the repository for an instant; not for root, whose keys nothing replaces.")
    var lost = false

    @Flag(help: "Take out a channel that publish.toml names no more: routers find nothing in it from then on.")
    var remove = false

    func validate() throws {
        if remove, lost { throw ValidationError("--remove or --lost, not both") }
    }

    func run() throws {
        if remove { try WaitingDraft.told(form, takeOut) } else { try giveKeys() }
    }

    private func takeOut() throws {
        _ = try workshop.publisher { (publisher) throws(PublishingError) in try publisher.remove(role) }
        guard !form.json else {
            let json: JSON = ["removed": .string(role)]
            return Output.line(json.text)
        }
        Output.line("the channel '\(role)' is in the repository no more; its keys are needed no more, and its artifacts may be removed")
    }

    private func giveKeys() throws {
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
        guard !rotation.old.isEmpty else { return }
        Output.line("its old \(rotation.old.count == 1 ? "key is" : "keys are") needed no more; destroy, wherever they lie:")
        for id in rotation.old { Output.line("  \(rotation.role)-\(id.prefix(8)).pem") }
    }
}
