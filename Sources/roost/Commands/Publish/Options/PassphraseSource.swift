import Glibc
import Trust

/// Gives passphrases: from a file, from the environment, or asked for on the terminal, in this order.
struct PassphraseSource {
    private let known: [UInt8]?

    /// Of the file, the first line counts.
    init(file: String?) throws(CommandFailure) {
        if let file {
            known = Array(try InputFile.read(file, limit: 4096).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
            if known?.isEmpty == true { throw CommandFailure("\(file): the first line is empty; write the passphrase there") }
        } else {
            known = getenv("ROOST_PASSPHRASE").map { Array(String(cString: $0).utf8) }.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// For a key that is encrypted; nil where nobody can be asked.
    func passphrase(for path: String) -> Passphrase? { (known ?? Self.ask("Passphrase of \(path): ")).map(Passphrase.init) }

    /// For keys that are to be made; nil: they are not encrypted.
    func newPassphrase() throws(CommandFailure) -> Passphrase? {
        if let known { return Passphrase(known) }
        guard let first = Self.ask("Passphrase for the new keys (none: they are not encrypted): "), !first.isEmpty else { return nil }
        guard Self.ask("The same again: ") == first else { throw CommandFailure("the two passphrases differ; nothing was made") }
        return Passphrase(first)
    }

    /// Nil where there is no terminal, or nothing is answered.
    private static func ask(_ question: String) -> [UInt8]? { SilentPrompt()?.ask(Printable.line(question)) }
}
