import Glibc

/// What is being done, said on a terminal while one waits, and gone afterwards; in a pipe one plain line.
struct Progress {
    private let isShown: Bool

    init(_ text: String) {
        isShown = isatty(STDERR_FILENO) == 1 && Output.isTerminal
        let line = Printable.line(text)
        if isShown { Output.errorText("\(line) …") } else { Output.error(line) }
    }

    /// Idempotent.
    func end() {
        if isShown { Output.errorText("\r\u{1B}[K") }
    }
}
