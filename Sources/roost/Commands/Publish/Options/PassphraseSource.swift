import Glibc
import Trust

/// Gives passphrases: from a file, from the environment, or asked for on the terminal, in this order.
struct PassphraseSource {
    private let known: Secret?

    /// Of the file, the first line counts.
    init(file: String?) throws(CommandFailure) {
        if let file {
            let line = try InputFile.firstLine(file, limit: 4096)
            if line.count == 0 { throw CommandFailure("\(file): the first line is empty; write the passphrase there") }
            known = try Self.checked(line, "\(file): the first line")
            Self.warn(ifOpen: file)
        } else if let value = getenv("ROOST_PASSPHRASE"), strlen(value) > 0 {
            known = try Self.checked(Secret(UnsafeRawBufferPointer(start: value, count: strlen(value))), "ROOST_PASSPHRASE")
        } else {
            known = nil
        }
    }

    /// For a key that is encrypted; nil where nobody can be asked.
    func passphrase(for path: String) -> Secret? { known ?? Self.ask("Passphrase of \(path): ") }

    /// For keys that are to be made; nil: they are not encrypted.
    func newPassphrase() throws(CommandFailure) -> Secret? {
        if let known { return known }
        guard let prompt = SilentPrompt() else { return nil }
        guard let first = prompt.ask("Passphrase for the new keys (none: they are not encrypted): ") else {
            throw CommandFailure("the input ended before a passphrase; nothing was made: for keys that are not encrypted, press Enter")
        }
        guard first.count > 0 else { return nil }
        let passphrase = try Self.checked(first, "what was typed")
        guard let again = prompt.ask("The same again: "), again.isEqual(passphrase) else {
            throw CommandFailure("the two passphrases differ; nothing was made")
        }
        return passphrase
    }

    /// No reason to stop: a secret that a container is given is often readable by all in it. (stat)
    private static func warn(ifOpen file: String) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        let mode = String(status.st_mode & 0o777, radix: 8)
        Output.error(Printable.line("\(file): others may read this passphrase (mode 0\(mode)); chmod 600 \(file)"))
    }

    private static func checked(_ secret: Secret, _ place: String) throws(CommandFailure) -> Secret {
        let longest = PrivateKey.longestPassphrase
        guard secret.count <= longest else {
            throw CommandFailure("\(place) is no passphrase: it has \(secret.count) bytes, and \(longest) are the most; take a shorter one")
        }
        return secret
    }

    /// Nil where there is no terminal, or nothing is answered.
    private static func ask(_ question: String) -> Secret? { SilentPrompt()?.ask(Printable.line(question)) }
}
