import ArgumentParser

/// Where the passphrase of encrypted keys comes from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .customLong("passphrase-file"),
        help: ArgumentHelp(
            "A file with the keys' passphrase (default: $ROOST_PASSPHRASE, else asked for on the terminal).", valueName: "file"),
        completion: .file())
    private var file: String?

    func source() throws(CommandFailure) -> PassphraseSource { try PassphraseSource(file: file) }
}
